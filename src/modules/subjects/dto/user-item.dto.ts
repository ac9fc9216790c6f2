import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsNotEmpty, IsObject, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { IdentityDto } from './identity.dto';

/** One person of an import. */
@ApiSchema({ description: 'One person of an import.' })
export class UserItemDto {
  @ApiProperty({
    description: 'An e-mail address or a phone number (with country code). A contact that is not known makes a user.',
    example: 'ana@example.com',
    minLength: 1,
    maxLength: 1000,
  })
  @IsString()
  @MaxLength(1000)
  contact: string;

  @ApiPropertyOptional({
    description: 'Who the person is. It is put on file once and then stays.',
    type: () => IdentityDto,
    example: { fullName: 'Ana Maria Silva', birth: '1990-04-23', docId: '12345678', countryAlpha3: 'PRT' },
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => IdentityDto)
  identity?: IdentityDto;

  @ApiPropertyOptional({
    description: 'Your own id for the person. One person has one; another one replaces it.',
    example: 'employee-42',
    minLength: 1,
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  internalId?: string;
}

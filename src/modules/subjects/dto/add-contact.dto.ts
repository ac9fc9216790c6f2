import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

/** Whom to add a contact to (exactly one of contact, did, internalId), and the contact. */
@ApiSchema({ description: 'Whom to add a contact to (exactly one of contact, did, internalId), and the contact.' })
export class AddContactDto {
  @ApiPropertyOptional({
    description: 'A contact the user has.',
    example: 'ana@example.com',
    minLength: 1,
    maxLength: 1000,
  })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  contact?: string;

  @ApiPropertyOptional({
    description: 'The DID of the user.',
    example: 'did:via:humanos:user-507f1f77bcf86cd799439013',
    minLength: 1,
    pattern: '^did:',
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  did?: string;

  @ApiPropertyOptional({
    description: 'Your own id for the user.',
    example: 'employee-42',
    minLength: 1,
    maxLength: 200,
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  internalId?: string;

  @ApiProperty({
    description: 'The e-mail address or phone number by which the same person is reached as well.',
    example: 'ana@work.example',
    minLength: 1,
    maxLength: 1000,
  })
  @IsString()
  @MaxLength(1000)
  newContact: string;
}

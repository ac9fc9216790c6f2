import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';

@ApiSchema({ name: 'PresentCredentialDto', description: 'For whom a credential is presented.' })
export class PresentCredentialDto {
  @ApiPropertyOptional({
    description: 'Who will check it: the presentation is good for nobody else. Absent: it is good for anybody.',
    maxLength: 500,
    pattern: '^\\S+$',
    example: 'https://hotel.example.com',
  })
  @IsOptional()
  @IsString()
  @Length(1, 500)
  @Matches(/^\S+$/, { message: 'targetVerifier must be an address or a DID, without spaces' })
  targetVerifier?: string;

  @ApiPropertyOptional({
    description: 'What the verifier asked to be repeated to it. Absent: a random one is made. Needs targetVerifier.',
    maxLength: 500,
    pattern: '^\\S+$',
    example: 'n-0S6_WzA2Mj',
  })
  @IsOptional()
  @IsString()
  @Length(1, 500)
  @Matches(/^\S+$/, { message: 'challenge must be a text without spaces' })
  challenge?: string;
}

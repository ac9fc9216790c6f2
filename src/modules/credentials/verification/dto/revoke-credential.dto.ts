import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

@ApiSchema({ name: 'RevokeCredentialDto', description: 'Why a credential is taken back.' })
export class RevokeCredentialDto {
  @ApiPropertyOptional({
    description: 'Kept in the evidence and shown with the mandate.',
    maxLength: 200,
    example: 'The employee has left the company.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  reason?: string;
}

import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { LONGEST_OVERLAP_HOURS, OVERLAP_HOURS } from '../api-keys.service';
import { ApiKeyView } from './api-key.dto';

const secret = (description: string) => ({
  description: `${description} Shown this once and never again.`,
  maxLength: 200,
  example: 'placet_EXAMPLExNOTxAxSECRETx0123456789',
});

@ApiSchema({ name: 'MintedApiKey', description: 'A new API key with both its secrets, which are shown this once.' })
export class MintedApiKeyView extends ApiKeyView {
  @ApiProperty(secret('The API key: sent with every call.')) apiKey: string;
  @ApiProperty(secret('The signature secret: signs every call and is never sent.')) signatureSecret: string;
}

@ApiSchema({
  name: 'RotatedApiKey',
  description: 'An API key with its new signature secret, which is shown this once.',
})
export class RotatedApiKeyView extends ApiKeyView {
  @ApiProperty(secret('The new signature secret. The API key stays what it was.')) signatureSecret: string;
}

@ApiSchema({ name: 'RotateApiKey', description: 'How a signature secret is replaced.' })
export class RotateApiKeyDto {
  @ApiPropertyOptional({
    description:
      'How long the old secret still signs, in hours, so that programs can change over. 0: not a moment. A secret that was ' +
      'replaced before it ends at once.',
    type: 'integer',
    format: 'int32',
    minimum: 0,
    maximum: LONGEST_OVERLAP_HOURS,
    default: OVERLAP_HOURS,
    example: 24,
  })
  @IsOptional()
  @IsInt({ message: 'overlapHours must be a whole number' })
  @Min(0)
  @Max(LONGEST_OVERLAP_HOURS)
  overlapHours?: number;
}

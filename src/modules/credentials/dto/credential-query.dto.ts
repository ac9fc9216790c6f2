import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';

/** What GET /v1/credential/{id} takes. */
export class CredentialQuery {
  @ApiPropertyOptional({
    description: '`true`: the answer holds the document of a DOCUMENT as well.',
    type: Boolean,
    default: false,
    example: false,
  })
  @Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' || value === '' ? false : value,
  )
  @IsOptional()
  @IsBoolean({ message: 'includePdf must be true or false' })
  includePdf: boolean = false;
}

import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, Matches } from 'class-validator';

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

/** What GET /v1/resource/download/{credentialId} takes. */
export class DownloadQuery {
  @ApiPropertyOptional({
    description:
      'The `sha256` of a field of type `pdf`, as `data` and `decisions` tell it: of a PDF that is asked, or that a person ' +
      'attached to a FORM. Without it the answer is the document of a DOCUMENT.',
    pattern: '^[0-9a-f]{64}$',
    maxLength: 64,
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/, { message: 'sha256 must be 64 lower-case hex digits' })
  sha256?: string;
}

import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { TrueOrFalse } from '../../../../platform/http';
import { VC_VERSIONS, type VcVersion } from '../mandate-vc';

/** What a list of mandates may be narrowed to. */
export class ListMandatesQuery {
  @ApiPropertyOptional({
    description: 'Exactly this scope.',
    example: 'payments.hotel',
    minLength: 1,
    maxLength: 200,
  })
  @IsOptional()
  @IsString({ message: 'scope must be given once' })
  @IsNotEmpty()
  @MaxLength(200)
  scope?: string;

  @ApiPropertyOptional({
    description:
      'What covers this tool: the scope is the name of the tool, or its last word is, in any case. `payments.hotel` covers ' +
      'the tools `payments.hotel` and `hotel`.',
    example: 'hotel',
    minLength: 1,
    maxLength: 200,
  })
  @IsOptional()
  @IsString({ message: 'toolName must be given once' })
  @IsNotEmpty()
  @MaxLength(200)
  toolName?: string;

  @ApiPropertyOptional({
    description: 'Those of this person.',
    example: 'did:via:humanos:user-507f1f77bcf86cd799439013',
    minLength: 1,
    pattern: '^did:',
    maxLength: 200,
  })
  @IsOptional()
  @IsString({ message: 'did must be given once' })
  @IsNotEmpty()
  @MaxLength(200)
  did?: string;

  @ApiPropertyOptional({
    description: 'True: also those that hold only from a later time on, which allow nothing yet.',
    type: Boolean,
    default: false,
    example: false,
  })
  @TrueOrFalse()
  @IsOptional()
  @IsBoolean({ message: 'includeFuture must be true or false' })
  includeFuture: boolean = false;
}

/** Which form of a credential is wanted. */
export class MandateVcQuery {
  @ApiPropertyOptional({
    description: 'The W3C data model that the credential follows.',
    enum: VC_VERSIONS,
    default: '2.0',
    example: '2.0',
  })
  @IsOptional()
  @IsIn(VC_VERSIONS, { message: `version must be one of ${VC_VERSIONS.join(', ')}` })
  version: VcVersion = '2.0';
}

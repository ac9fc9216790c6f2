import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PROBLEMS } from '../../../platform/http';

export const CHECKS = ['headers', 'version', 'timestamp', 'body', 'signature'] as const;
export const RESULTS = ['pass', 'fail', 'skip'] as const;

const whole = { type: 'integer', format: 'int64' } as const;

@ApiSchema({ name: 'SignatureReceived', description: 'What arrived, so that it can be compared with what was sent.' })
export class SignatureReceived {
  @ApiProperty({ description: 'The method.', maxLength: 10, example: 'POST' }) method: string;

  @ApiProperty({ description: 'Path and query.', maxLength: 16_384, example: '/v1/debug/signature' }) url: string;

  @ApiProperty({
    ...whole,
    description: 'The bytes of the body.',
    minimum: 0,
    maximum: 1_048_576,
    example: 17,
  })
  bytes: number;

  @ApiProperty({
    description: 'The SHA-256 of the body, in hex.',
    pattern: '^[0-9a-f]{64}$',
    maxLength: 64,
    example: '93a23971a914e5eacbf0a8d25154cda309c3c1c72fbb9914d47c60f3cb681588',
  })
  sha256: string;

  @ApiProperty({ description: 'X-Timestamp, as it arrived.', maxLength: 16_384, example: '1757160000000' })
  timestamp: string;

  @ApiProperty({ description: 'X-Signature, as it arrived.', maxLength: 16_384, example: 'f7a8074de721ee70' })
  signature: string;

  @ApiProperty({
    description: 'X-Signature-Version, as it arrived; 1 when it did not.',
    maxLength: 16_384,
    example: '1',
  })
  version: string;

  @ApiProperty({
    ...whole,
    description:
      'How far X-Timestamp is from the clock of this server, in milliseconds: negative is behind, null is no number.',
    minimum: -9_999_999_999_999_999,
    maximum: 9_999_999_999_999_999,
    nullable: true,
    example: -120,
  })
  skew: number | null;
}

@ApiSchema({ name: 'SignatureCheck', description: 'One of the checks of a signed call, in the order they are made.' })
export class SignatureCheck {
  @ApiProperty({ description: 'What is checked.', enum: CHECKS, example: 'signature' })
  check: (typeof CHECKS)[number];

  @ApiProperty({ description: 'How it went; skip: another check must pass first.', enum: RESULTS, example: 'pass' })
  result: (typeof RESULTS)[number];

  @ApiProperty({
    description: 'The code that such a call is refused with; null when it passed.',
    type: String,
    enum: [...Object.keys(PROBLEMS), null],
    nullable: true,
    example: null,
  })
  code: string | null;

  @ApiProperty({ description: 'In words, with what to do.', maxLength: 1000, example: 'It matches.' }) message: string;
}

@ApiSchema({ name: 'SignatureReport', description: 'What this server makes of how a call is signed.' })
export class SignatureReport {
  @ApiProperty({ description: 'True: a call signed like this is let in.', example: true }) valid: boolean;

  @ApiProperty({ description: 'What arrived.', type: () => SignatureReceived }) received: SignatureReceived;

  @ApiProperty({
    description: 'All checks, also those behind the first that failed.',
    type: () => [SignatureCheck],
    minItems: 5,
    maxItems: 5,
    example: CHECKS.map((check) => ({ check, result: 'pass', code: null, message: 'All is well.' })),
  })
  checks: SignatureCheck[];

  @ApiProperty({
    description: 'What the signature must be over: `{body}` stands for the bytes that arrived.',
    maxLength: 32_768,
    example: '1757160000000.{body}',
  })
  signedString: string;

  @ApiProperty({
    description: 'The mistake that explains the signature, when it is a common one; else null.',
    type: String,
    nullable: true,
    maxLength: 500,
    example: null,
  })
  hint: string | null;
}

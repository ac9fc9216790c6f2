import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ANSWER_HEADERS, ApiProblems, IdempotencyKey, IdParam, Signed, WRITTEN_HEADERS } from '../../../platform/http';
import { PresentCredentialDto } from './dto/present-credential.dto';
import { RevokeCredentialDto } from './dto/revoke-credential.dto';
import { PresentedCredential, RevokedCredential, VerificationResult } from './dto/verified.dto';
import { VerifyCredentialDto } from './dto/verify-credential.dto';
import { ALLOWED, DENIED, PRESENT_EXAMPLES, REVOKE_EXAMPLES, VERIFY_EXAMPLES } from './verification.examples';

export const DescribePresent = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Credentials'),
    Signed(),
    IdempotencyKey(),
    IdParam('id', 'The id of the credential, as `POST /v1/request` answers it.', '507f1f77bcf86cd799439015'),
    ApiOperation({
      operationId: 'presentCredential',
      summary: 'Present a credential to a verifier',
      description:
        'Wraps an APPROVED credential in a Verifiable Presentation of this organization, good for five minutes. With ' +
        '`targetVerifier` its proof has a domain and a challenge: nobody else accepts it.',
    }),
    ApiBody({ type: PresentCredentialDto, required: false, examples: PRESENT_EXAMPLES }),
    ApiCreatedResponse({ type: PresentedCredential, description: 'The presentation.', headers: WRITTEN_HEADERS }),
    ApiProblems(
      400,
      401,
      403,
      404,
      409,
      'not_decided_yet',
      'not_sealed_yet',
      'request_closed',
      413,
      415,
      422,
      500,
      503,
    ),
  );

export const DescribeVerify = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Credentials'),
    Signed(),
    ApiOperation({
      operationId: 'verifyCredential',
      summary: 'Check a credential, and what is done under it',
      description:
        'Checks a credential or a presentation, whoever issued it: signatures, issuer, validity, status, audience, and, ' +
        'with `executionParams`, what is done against the fields that carry a `rule`. Answers 200 when it is allowed and ' +
        '403 when it is not, with every check and a signed receipt; `retryable` says whether trying again can help. What was ' +
        'not looked at is a check with the result `skip`: the challenge of a presentation where `context.challenge` names none.',
    }),
    ApiBody({ type: VerifyCredentialDto, examples: VERIFY_EXAMPLES }),
    ApiOkResponse({
      type: VerificationResult,
      description: 'It is allowed.',
      example: ALLOWED,
      headers: ANSWER_HEADERS,
    }),
    ApiForbiddenResponse({
      type: VerificationResult,
      description: 'It is not allowed.',
      example: DENIED,
      headers: ANSWER_HEADERS,
    }),
    ApiProblems(400, 401, 413, 415, 500, 503),
  );

export const DescribeRevoke = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Credentials'),
    Signed(),
    IdParam('id', 'The id of the credential, as `POST /v1/request` answers it.', '507f1f77bcf86cd799439015'),
    ApiOperation({
      operationId: 'revokeCredential',
      summary: 'Take a credential back, for good',
      description:
        'Ends an APPROVED credential: its status list says so from this moment, and its mandates are revoked. This cannot be undone.',
    }),
    ApiBody({ type: RevokeCredentialDto, required: false, examples: REVOKE_EXAMPLES }),
    ApiOkResponse({ type: RevokedCredential, description: 'It is revoked.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 403, 404, 'request_closed', 413, 415, 500, 503),
  );

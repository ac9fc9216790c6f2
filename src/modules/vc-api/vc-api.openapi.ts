import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ANSWER_HEADERS, ApiProblems, Signed } from '../../platform/http';
import { IssuedCredential, JudgementDto } from './dto/answers.dto';
import { IssueCredentialRequest } from './dto/issue-request.dto';
import { VerifyCredentialRequest, VerifyPresentationRequest } from './dto/verify-requests.dto';
import { ISSUE_EXAMPLES, VERIFY_EXAMPLES, VERIFY_PRESENTATION_EXAMPLES } from './vc-api.examples';

const described = (operationId: string, summary: string, description: string): MethodDecorator =>
  applyDecorators(ApiTags('VC-API'), ApiOperation({ operationId, summary, description }));

export const DescribeIssue = (): MethodDecorator =>
  applyDecorators(
    described(
      'vcApiIssueCredential',
      'Issue a credential, for a test suite',
      'Signs (eddsa-jcs-2022) what is a credential by the Verifiable Credentials Data Model 2.0, with a key that is made ' +
        'for this and speaks for nobody: whoever the credential names as its issuer, the answer names that key. ' +
        '`/v1/credential/verify` refuses what was issued here.',
    ),
    Signed(),
    ApiBody({ type: IssueCredentialRequest, examples: ISSUE_EXAMPLES }),
    ApiCreatedResponse({ type: IssuedCredential, description: 'The credential.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 413, 415, 500, 503),
  );

export const DescribeVerifyCredential = (): MethodDecorator =>
  applyDecorators(
    described(
      'vcApiVerifyCredential',
      'Verify a credential, for a test suite',
      'The data model, every proof (eddsa-jcs-2022, keys by did:key) and the status. Answers 200 when it is verified and ' +
        '400 with every finding when not. Nothing is fetched.',
    ),
    Signed(),
    ApiBody({ type: VerifyCredentialRequest, examples: VERIFY_EXAMPLES }),
    ApiOkResponse({ type: JudgementDto, description: 'It is verified.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 413, 415, 500, 503),
  );

export const DescribeVerifyPresentation = (): MethodDecorator =>
  applyDecorators(
    described(
      'vcApiVerifyPresentation',
      'Verify a presentation, for a test suite',
      'The data model, every proof (eddsa-jcs-2022 or eddsa-rdfc-2022, keys by did:key) of the presentation and of each ' +
        'credential in it, and who holds what. Answers like the verification of a credential.',
    ),
    Signed(),
    ApiBody({ type: VerifyPresentationRequest, examples: VERIFY_PRESENTATION_EXAMPLES }),
    ApiOkResponse({ type: JudgementDto, description: 'It is verified.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 413, 415, 500, 503),
  );

export const DescribeList = (): MethodDecorator =>
  applyDecorators(
    described(
      'vcApiStatusList',
      'The status list of what was issued here',
      'A BitstringStatusListCredential in which nothing is ever revoked.',
    ),
    ApiOkResponse({
      description: 'The list.',
      schema: { type: 'object', additionalProperties: true },
      headers: ANSWER_HEADERS,
    }),
    ApiProblems(429, 500),
  );

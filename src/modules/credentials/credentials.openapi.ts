import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ANSWER_HEADERS, ApiProblems, IdParam, Signed } from '../../platform/http';
import { CredentialAnswer, DownloadedDocumentDto } from './dto/credential-view.dto';
import { ToldFieldDto } from './dto/told-field.dto';

const idIn = (name: string): MethodDecorator =>
  IdParam(name, 'The id of the credential, as `POST /v1/request` answers it.', '507f1f77bcf86cd799439015');

/** How GET /v1/credential/{id} appears in the OpenAPI document. */
export const DescribeShowCredential = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Credentials'),
    Signed(),
    ApiExtraModels(ToldFieldDto),
    ApiOperation({
      operationId: 'getCredential',
      summary: 'Read a credential',
      description:
        'Answers what is asked, where it stands, what was decided and how it is proved. A field of type `pdf` tells what the document is ' +
        '(`sha256`, `size`, `pages`); the bytes of a DOCUMENT come with `includePdf=true` or from the download, those of ' +
        'every other from the download by `sha256`.',
    }),
    idIn('id'),
    ApiOkResponse({ type: CredentialAnswer, description: 'The credential.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 404, 500, 503),
  );

/** How GET /v1/resource/download/{credentialId} appears in the OpenAPI document. */
export const DescribeDownload = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Credentials'),
    Signed(),
    ApiOperation({
      operationId: 'downloadDocument',
      summary: 'Download a decided document',
      description:
        'Answers the document of a DOCUMENT credential in base64, once it is no longer pending: the latest version there is. ' +
        'With `sha256` it answers that PDF of a credential of any type, such as one that a person attached to a FORM.',
    }),
    idIn('credentialId'),
    ApiOkResponse({ type: DownloadedDocumentDto, description: 'The document.', headers: ANSWER_HEADERS }),
    ApiProblems(400, 401, 404, 'not_decided_yet', 'sealing_refused', 500, 503),
  );

/** How GET /v1/credential/evidence/{id} appears in the OpenAPI document. */
export const DescribeBundle = (): MethodDecorator =>
  applyDecorators(
    ApiTags('Credentials'),
    Signed(),
    ApiProduces('application/zip'),
    ApiOperation({
      operationId: 'downloadEvidence',
      summary: 'Download the evidence of a decided credential',
      description:
        'Answers a zip with everything that proves what was decided: the credential, each decision, the documents, the part of the ' +
        'log that speaks of them with its chain of hashes, the public keys, the status list and a signed list of all files. ' +
        'It can be checked without this server, years later; its README.txt says how, in words for a lawyer.',
    }),
    idIn('id'),
    ApiOkResponse({
      description: 'The bundle.',
      schema: { type: 'string', format: 'binary', maxLength: 100_000_000 },
      headers: ANSWER_HEADERS,
    }),
    ApiProblems(400, 401, 404, 'not_decided_yet', 'not_sealed_yet', 'sealing_refused', 'request_closed', 500, 503),
  );

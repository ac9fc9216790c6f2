import type { Type } from '@nestjs/common';
import { declareWebhook } from '../../platform/openapi';
import {
  CredentialEventDto,
  IdentityEventDto,
  OtherEventDto,
  OtpFailedEventDto,
  TestEventDto,
} from './dto/payloads.dto';

const HEADERS = {
  'x-timestamp': { description: 'When this attempt was signed: Unix time in milliseconds.', example: '1757160000000' },
  'x-signature': {
    description: 'HMAC-SHA256 of `timestamp.body` under the signature secret as it is written, in hex.',
    example: 'e8237af6e107337744e53e3ddbe419542347a711d8253aa6efa020336506d08b',
  },
  'webhook-id': {
    description: 'The id of the event: the same on every attempt.',
    example: 'evt_6964b8103b1d76b1c3000023',
  },
  'webhook-timestamp': { description: 'When this attempt was signed: Unix time in seconds.', example: '1757160000' },
  'webhook-signature': {
    description: 'One or two signatures as Standard Webhooks has them, with a space between.',
    example: 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  },
};

const PAYLOADS: [name: string, operationId: string, summary: string, payload: Type][] = [
  ['credential', 'onCredential', 'A person decided on a credential', CredentialEventDto],
  ['identity', 'onIdentity', 'A person was identified, or was not', IdentityEventDto],
  ['otp.failed', 'onOtpFailed', 'A one-time code did not arrive', OtpFailedEventDto],
  ['test', 'onTest', 'A test that you asked for', TestEventDto],
  ['event', 'onEvent', 'Any other event', OtherEventDto],
];

/** What endpoints are told, for the section `webhooks` of the OpenAPI document. */
for (const [name, operationId, summary, payload] of PAYLOADS) {
  declareWebhook(name, {
    ...{ operationId, tag: 'Webhooks', summary, payload, headers: HEADERS },
    description:
      'POSTed to each endpoint that asked for it. Signed anew on every attempt; `docs/webhooks.md` says how to check and decrypt it.',
  });
}

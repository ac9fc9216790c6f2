import { createHmac } from 'node:crypto';
import type { AuthenticatedRequest } from '../../../platform/http';
import type { Caller } from '../callers';
import { bearerKey, type SignatureHeaders } from '../read-signature';
import { isSignedBy, sign, type SignedCall } from '../signature';

/** The one sentence that helps, when the signature that arrived is what a common mistake makes of the call; else null. */
export function commonMistake(
  request: AuthenticatedRequest,
  body: Buffer,
  { timestamp, signature, version }: SignatureHeaders,
  { secrets }: Caller,
): string | null {
  const call: SignedCall = { method: request.method, url: request.originalUrl, timestamp, body };
  const is = (other: Partial<SignedCall>, keys = secrets, by: 1 | 2 = version === '2' ? 2 : 1) =>
    isSignedBy(keys, by, { ...call, ...other }, signature);
  const mistakes: [boolean, string][] = [
    [
      is({}, secrets, version === '2' ? 1 : 2),
      `It is of version ${version === '2' ? 1 : 2}: say so in X-Signature-Version.`,
    ],
    [is({}, [Buffer.from(bearerKey(request) ?? '')]), 'It is made with the API key: use the signature secret.'],
    [isOverBase64(secrets, call, signature, version), 'It is in base64: write it in hex.'],
    [is({ body: Buffer.alloc(0) }), 'It leaves out the body: sign the bytes of the body as well.'],
    [
      is({ body: Buffer.concat([body, Buffer.from('\n')]) }),
      'It is over a line break behind the body that was not sent.',
    ],
    [is({ url: request.originalUrl.split('?')[0] }), 'It leaves out the query: version 2 signs path and query.'],
    [
      isOverBodyAlone(secrets, body, signature),
      'It is over the body alone: put the timestamp and a full stop before it.',
    ],
  ];
  return mistakes.find(([made]) => made)?.[1] ?? null;
}

const isOverBase64 = (secrets: Buffer[], call: SignedCall, signature: string, version: string): boolean =>
  secrets.some((secret) => sign(version === '2' ? 2 : 1, secret, call).toString('base64') === signature);

const isOverBodyAlone = (secrets: Buffer[], body: Buffer, signature: string): boolean =>
  secrets.some((secret) => createHmac('sha256', secret).update(body).digest('hex') === signature.toLowerCase());

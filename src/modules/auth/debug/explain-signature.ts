import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { parseJson, Problem, requireJson, requireBounded, type AuthenticatedRequest } from '../../../platform/http';
import { sha256 } from '../../../platform/secrets';
import { Callers, type Caller } from '../callers';
import {
  bearerKey,
  requireHeaders,
  requireSignature,
  requireTimestamp,
  requireVersion,
  signatureHeaders,
  type SignatureHeaders,
} from '../read-signature';
import { commonMistake } from './common-mistake';
import type { SignatureCheck, SignatureReport } from './signature-report.dto';

/** Makes the checks of the guard, each by itself, and tells how they went; never the secret or the expected value. */
@Injectable()
export class ExplainSignature {
  constructor(
    private readonly callers: Callers,
    private readonly clock: Clock,
  ) {}

  async execute(request: AuthenticatedRequest): Promise<SignatureReport> {
    const caller = await this.callers.find(bearerKey(request) ?? '');
    if (!caller) throw new Problem('unknown_api_key', 'This API key is unknown or revoked');
    const body = request.rawBody ?? Buffer.alloc(0);
    const headers = signatureHeaders(request);
    const now = this.clock.now().getTime();
    const checks = checksOf(request, body, headers, caller, now);
    const isUnsigned = !headers.timestamp && !headers.signature && !caller.requireSignature;
    const failed = checks.filter(({ result }) => result === 'fail').map(({ check }) => check);
    return {
      valid: failed.length === 0 || (isUnsigned && !failed.includes('body')),
      received: received(request, body, headers, now),
      checks,
      signedString: signedString(request, body, headers),
      hint: failed.includes('signature') ? commonMistake(request, body, headers, caller) : null,
    };
  }
}

function checksOf(
  request: AuthenticatedRequest,
  body: Buffer,
  headers: SignatureHeaders,
  caller: Caller,
  now: number,
): SignatureCheck[] {
  const { timestamp, signature, version } = headers;
  const present = check('headers', 'They are there.', () => requireHeaders(headers));
  const behind = (one: () => SignatureCheck, name: SignatureCheck['check']): SignatureCheck =>
    present.result === 'pass' ? one() : { check: name, result: 'skip', code: null, message: 'The headers come first.' };
  const proof = { method: 'SIGNATURE', version: version === '2' ? 2 : 1, timestamp, signature } as const;
  const demand = { least: caller.minSignatureVersion, by: 'key' } as const;
  return [
    present,
    behind(() => check('version', 'This key accepts it.', () => requireVersion(version, demand)), 'version'),
    behind(() => check('timestamp', 'It is close enough.', () => requireTimestamp(timestamp, now)), 'timestamp'),
    check('body', 'It is JSON, or empty.', () => {
      requireJson(request, body);
      requireBounded(body);
      parseJson(body);
    }),
    behind(() => check('signature', 'It matches.', () => requireSignature(request, body, proof, caller)), 'signature'),
  ];
}

function check(name: SignatureCheck['check'], passed: string, required: () => void): SignatureCheck {
  try {
    required();
    return { check: name, result: 'pass', code: null, message: passed };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { check: name, result: 'fail', code: error.code, message: error.detail };
  }
}

function received(request: AuthenticatedRequest, body: Buffer, headers: SignatureHeaders, now: number) {
  const { timestamp, signature, version } = headers;
  return {
    method: request.method,
    url: request.originalUrl,
    bytes: body.length,
    sha256: sha256(body).toString('hex'),
    ...{ timestamp, signature, version },
    skew: /^\d{1,16}$/.test(timestamp) ? Number(timestamp) - now : null,
  };
}

function signedString(request: AuthenticatedRequest, body: Buffer, { timestamp, version }: SignatureHeaders): string {
  if (version === '2') {
    return [request.method, request.originalUrl, timestamp, sha256(body).toString('hex')].join('\n');
  }
  return body.length === 0 ? timestamp : `${timestamp}.{body}`;
}

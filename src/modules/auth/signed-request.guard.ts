import { CanActivate, ExecutionContext, Inject, Injectable, Optional } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Clock } from '../../platform/clock';
import {
  ANONYMOUS_CALLERS,
  BODY_LIMIT,
  BODY_TYPE,
  malformations,
  ORDINARY_BODY,
  parseJson,
  Problem,
  PUBLIC_ROUTE,
  readRawBody,
  requireJson,
  requirePdf,
  requireShallow,
  type AnonymousCallers,
  type AuthenticatedRequest,
  type Principal,
  type Proof,
} from '../../platform/http';
import { sha256 } from '../../platform/secrets';
import { Callers, type Caller } from './callers';
import { flawOfTimestamp, isSignedBy } from './signature';

/** What a route takes. */
interface ExpectedBody {
  /** In bytes. */
  limit: number;
  /** A PDF as it is; JSON otherwise. */
  isPdf: boolean;
}

/**
 * The one door of the API, shut by default: every route that is not `@Public()` needs a known key and, unless the key
 * says otherwise, a signature over the body as it arrived. It reads the body itself, in an order in which a stranger
 * costs nothing: headers and key, then size, then the signature over the raw bytes, then JSON.
 */
@Injectable()
export class SignedRequestGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
    private readonly clock: Clock,
    @Optional() @Inject(ANONYMOUS_CALLERS) private readonly anonymousCallers?: AnonymousCallers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC_ROUTE, places)) return true;
    const expected = {
      limit: this.reflector.getAllAndOverride<number>(BODY_LIMIT, places) ?? ORDINARY_BODY,
      isPdf: this.reflector.getAllAndOverride<string>(BODY_TYPE, places) === 'application/pdf',
    };
    request.principal = (await this.anonymous(request, expected)) ?? (await this.authenticated(request, expected));
    const body = request.rawBody ?? Buffer.alloc(0);
    request.body = expected.isPdf ? body : parseJson(body);
    const flaws = [...malformations(request.query), ...(expected.isPdf ? [] : malformations(request.body))];
    if (flaws.length > 0) throw Problem.invalid(flaws);
    return true;
  }

  private async anonymous(request: AuthenticatedRequest, expected: ExpectedBody): Promise<Principal | null> {
    if (!this.anonymousCallers || request.headers.authorization !== undefined) return null;
    const organization = await this.anonymousCallers.organizationFor(request);
    if (!organization) return null;
    await this.readBody(request, expected);
    return { organization, keyId: null, proof: { method: 'ANONYMOUS' } };
  }

  private async authenticated(request: AuthenticatedRequest, expected: ExpectedBody): Promise<Principal> {
    const caller = await this.knownCaller(request);
    const headers = signatureHeaders(request, caller, this.clock.now().getTime());
    const body = await this.readBody(request, expected);
    if (headers) verify(request, body, headers, caller);
    return { organization: caller.organization, keyId: caller.keyId, proof: headers ?? { method: 'KEY_ONLY' } };
  }

  private async knownCaller(request: AuthenticatedRequest): Promise<Caller> {
    const [, apiKey] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!apiKey)
      throw new Problem('missing_credentials', 'Send your API key as "Authorization: Bearer <apiKey>"', CHALLENGE);
    const caller = await this.callers.find(apiKey);
    if (!caller) throw new Problem('unknown_api_key', 'This API key is unknown or revoked', CHALLENGE);
    if (caller.expiresAt && caller.expiresAt <= this.clock.now()) {
      throw new Problem('expired_api_key', `This API key expired at ${caller.expiresAt.toISOString()}`, CHALLENGE);
    }
    return caller;
  }

  private async readBody(request: AuthenticatedRequest, { limit, isPdf }: ExpectedBody): Promise<Buffer> {
    request.rawBody = await readRawBody(request, limit);
    if (isPdf) {
      requirePdf(request, request.rawBody);
    } else {
      requireJson(request, request.rawBody);
      requireShallow(request.rawBody);
    }
    return request.rawBody;
  }
}

const CHALLENGE = { headers: { 'WWW-Authenticate': 'Bearer realm="placet"' } };

type SignatureProof = Extract<Proof, { method: 'SIGNATURE' }>;

/** The signature a call carries; null where the key allows calls without one and there is none. */
function signatureHeaders(request: AuthenticatedRequest, caller: Caller, now: number): SignatureProof | null {
  const timestamp = String(request.headers['x-timestamp'] ?? '').trim();
  const signature = String(request.headers['x-signature'] ?? '').trim();
  const version = String(request.headers['x-signature-version'] ?? '1').trim();
  if (!timestamp && !signature && !caller.requireSignature) return null;
  if (!timestamp || !signature) {
    throw new Problem('missing_credentials', 'This key signs its calls: send X-Timestamp and X-Signature', CHALLENGE);
  }
  if (version !== '1' && version !== '2') {
    throw new Problem('signature_version_required', 'X-Signature-Version must be 1 or 2', CHALLENGE);
  }
  if (Number(version) < caller.minSignatureVersion) {
    throw new Problem('signature_version_required', 'This key must sign with X-Signature-Version: 2', CHALLENGE);
  }
  refuseBadTimestamp(timestamp, now);
  return { method: 'SIGNATURE', version: version === '2' ? 2 : 1, timestamp, signature };
}

function refuseBadTimestamp(timestamp: string, now: number): void {
  const flaw = flawOfTimestamp(timestamp, now);
  if (flaw === 'stale') {
    const skew = Math.round((Number(timestamp) - now) / 1000);
    const detail = `X-Timestamp is ${Math.abs(skew)} seconds ${skew > 0 ? 'ahead of' : 'behind'} this server's clock; at most 300 are accepted`;
    throw new Problem('stale_timestamp', detail, CHALLENGE);
  }
  if (flaw) {
    const seen = flaw === 'seconds' ? 'this looks like seconds' : 'this is not a number';
    throw new Problem(
      'malformed_timestamp',
      `X-Timestamp must be Unix time in milliseconds (13 digits): ${seen}`,
      CHALLENGE,
    );
  }
}

/** Tells what was received, so that a caller can compare, and never what was expected. */
function verify(request: AuthenticatedRequest, body: Buffer, proof: SignatureProof, { secrets }: Caller): void {
  const call = { method: request.method, url: request.originalUrl, timestamp: proof.timestamp, body };
  if (isSignedBy(secrets, proof.version, call, proof.signature)) return;
  const detail =
    `X-Signature does not match (version ${proof.version}). The body arrived with ${body.length} bytes and ` +
    `sha256 ${sha256(body).toString('hex')}. Sign exactly these bytes with the signature secret of this key.`;
  throw new Problem('signature_mismatch', detail, CHALLENGE);
}

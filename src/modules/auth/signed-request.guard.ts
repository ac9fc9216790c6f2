import { CanActivate, ExecutionContext, Inject, Injectable, Optional } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Clock } from '../../platform/clock';
import {
  ANONYMOUS_CALLERS,
  BODY_LIMIT,
  BODY_TYPE,
  BytesInFlight,
  malformations,
  mayAct,
  ORDINARY_BODY,
  parseJson,
  Problem,
  PUBLIC_ROUTE,
  readRawBody,
  requireJson,
  requirePdf,
  requireBounded,
  ROLE_DEMAND,
  SIGNATURE_DEMAND,
  Strangers,
  type AnonymousCallers,
  type AuthenticatedRequest,
  type Principal,
  type Role,
  type SignatureDemand,
} from '../../platform/http';
import { Callers, type Caller } from './callers';
import {
  bearerKey,
  CHALLENGE,
  proofOf,
  requireSignature,
  signatureHeaders,
  type VersionDemand,
} from './read-signature';

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
    private readonly inFlight: BytesInFlight,
    private readonly strangers: Strangers,
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
    const demand = this.reflector.getAllAndOverride<SignatureDemand | undefined>(SIGNATURE_DEMAND, places);
    if (demand === 'NOT_ENFORCED') return this.admitUnsigned(request, expected);
    request.principal =
      (await this.anonymous(request, expected)) ?? (await this.authenticated(request, expected, demand));
    requireRole(request.principal, this.reflector.getAllAndOverride<Role>(ROLE_DEMAND, places) ?? 'ADMIN');
    const body = request.rawBody ?? Buffer.alloc(0);
    request.body = expected.isPdf ? body : parseJson(body);
    const flaws = [...malformations(request.query), ...(expected.isPdf ? [] : malformations(request.body))];
    if (flaws.length > 0) throw Problem.invalid(flaws);
    return true;
  }

  /** A known key and the bytes of the body, whatever they are and however they are signed. */
  private async admitUnsigned(request: AuthenticatedRequest, { limit }: ExpectedBody): Promise<true> {
    const { organization, keyId, role } = await this.knownCaller(request);
    request.rawBody = await readRawBody(request, limit, this.inFlight.countFor(keyId, request.res!));
    request.principal = { organization, keyId, role, proof: { method: 'KEY_ONLY' } };
    return true;
  }

  private async anonymous(request: AuthenticatedRequest, expected: ExpectedBody): Promise<Principal | null> {
    if (!this.anonymousCallers || request.headers.authorization !== undefined) return null;
    const organization = await this.anonymousCallers.organizationFor(request);
    if (!organization) return null;
    await this.readBody(request, expected, organization.id);
    return { organization, keyId: null, role: 'ADMIN', proof: { method: 'ANONYMOUS' } };
  }

  private async authenticated(
    request: AuthenticatedRequest,
    expected: ExpectedBody,
    demand?: SignatureDemand,
  ): Promise<Principal> {
    const caller = await this.knownCaller(request);
    const proof = proofOf(signatureHeaders(request), caller, versionFor(caller, demand), this.clock.now().getTime());
    const body = await this.readBody(request, expected, caller.keyId);
    if (proof) requireSignature(request, body, proof, caller);
    const { organization, keyId, role } = caller;
    return { organization, keyId, role, proof: proof ?? { method: 'KEY_ONLY' } };
  }

  private async knownCaller(request: AuthenticatedRequest): Promise<Caller> {
    const apiKey = bearerKey(request);
    if (!apiKey)
      throw new Problem('missing_credentials', 'Send your API key as "Authorization: Bearer <apiKey>"', CHALLENGE);
    const isKnown = this.strangers.admit(request, apiKey);
    const caller = await this.callers.find(apiKey);
    if (!caller) throw new Problem('unknown_api_key', 'This API key is unknown or revoked', CHALLENGE);
    isKnown();
    if (caller.expiresAt && caller.expiresAt <= this.clock.now()) {
      throw new Problem('expired_api_key', `This API key expired at ${caller.expiresAt.toISOString()}`, CHALLENGE);
    }
    return caller;
  }

  private async readBody(
    request: AuthenticatedRequest,
    { limit, isPdf }: ExpectedBody,
    owner: string,
  ): Promise<Buffer> {
    request.rawBody = await readRawBody(request, limit, this.inFlight.countFor(owner, request.res!));
    if (isPdf) {
      requirePdf(request, request.rawBody);
    } else {
      requireJson(request, request.rawBody);
      requireBounded(request.rawBody);
    }
    return request.rawBody;
  }
}

/** The strictest of what route, organization and key want. */
function versionFor({ organization, minSignatureVersion }: Caller, demand?: SignatureDemand): VersionDemand {
  if (demand === 'VERSION_2') return { least: 2, by: 'route' };
  if (demand === 'AS_FINAL' && organization.finalSignatureVersion === 2) return { least: 2, by: 'final' };
  if (organization.minSignatureVersion === 2) return { least: 2, by: 'organization' };
  return { least: minSignatureVersion, by: 'key' };
}

function requireRole({ role }: Principal, demanded: Role): void {
  if (mayAct(role, demanded)) return;
  const detail = `This call takes a key with the role ${demanded}, and this one has ${role}. GET /v1/me tells what a key may do.`;
  throw new Problem('role_too_weak', detail);
}

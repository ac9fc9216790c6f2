import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Role } from './roles';

/** The id of the tenant that a call, a row or a transaction belongs to: 24 hex digits. Branded, so that no other id passes for it. */
export type OrganizationId = string & { readonly __brand: 'OrganizationId' };

/** What the guard knows of an organization once the caller is known: the settings that every create needs. */
export interface CallingOrganization {
  id: OrganizationId;
  did: string;
  name: string;
  language: string;
  codeDelivery: 'SEND_AND_RETURN' | 'SEND' | 'RETURN';
  codeLength: number;
  requestDays: number;
  defaultCountry: string | null;
  createsPerMinute: number;
  /** The lowest signature version of every call. */
  minSignatureVersion: number;
  /** The lowest signature version of calls that end something for good. */
  finalSignatureVersion: number;
}

/** How the caller proved itself. `ANONYMOUS` exists only in the playground. */
export type Proof =
  | { method: 'SIGNATURE'; version: 1 | 2; timestamp: string; signature: string }
  | { method: 'KEY_ONLY' }
  | { method: 'ANONYMOUS' };

/** Who makes this call: put on the request by the guard, read by `@CurrentPrincipal()` and `@CurrentOrganization()`. */
export interface Principal {
  organization: CallingOrganization;
  /** The API key's id; null for the playground's anonymous caller. */
  keyId: string | null;
  role: Role;
  proof: Proof;
}

/** An Express request after the guard has read it. */
export interface AuthenticatedRequest extends Request {
  principal?: Principal;
  /** The body as it arrived, byte for byte; empty when there was none. */
  rawBody?: Buffer;
  /** Named in logs and error bodies. */
  id: string;
}

const principalOf = (context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!principal) throw new Error('This route is public: it has no principal');
  return principal;
};

/** The caller. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext) => principalOf(context));

/** The caller's organization with the settings the guard has read. */
export const CurrentOrganization = createParamDecorator(
  (_: unknown, context: ExecutionContext) => principalOf(context).organization,
);

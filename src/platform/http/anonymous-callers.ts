import type { CallingOrganization } from './principal';
import type { Request } from 'express';

/** Injection token: registered by the playground alone. Where nothing is registered, nobody is anonymous. */
export const ANONYMOUS_CALLERS = Symbol('anonymous callers');

/** Decides whom a call without an API key speaks for. */
export interface AnonymousCallers {
  /** Null: nobody; the call is refused like any other without a key. */
  organizationFor(request: Request): Promise<CallingOrganization | null>;
}

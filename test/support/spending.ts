import type { Response } from 'supertest';
import { approved } from './proving';
import type { CallOptions, TestOrganization, TestServer } from './server';

/** Fields of a mandate that says how often, how much, and for how long each. */
export const uses = (value: number) => ({ label: 'Bookings', type: 'number', value, rule: 'MAX_USES' });
export const budget = (value: number | string, currency = 'EUR') => ({
  ...{ label: `Budget in ${currency}`, type: typeof value, value, rule: 'BUDGET', currency },
});
export const each = (value: string) => ({ label: 'Each', type: 'string', value, rule: 'WINDOW' });

/** The answer to a step, typed. */
export interface Told {
  operationId: string;
  mandateId: string;
  state: string;
  amount: string | null;
  currency: string | null;
  heldUntil?: string;
  remaining: { uses: number | null; budget: { amount: string; currency: string }[]; windowEndsAt?: string };
  receipt: Record<string, unknown> & { id: string; amount?: string; sequence: number };
}

/** The answer when it is not allowed. */
export interface NotAllowed {
  allowed: false;
  reason: string;
  retryable: boolean;
  message: string;
  remaining?: Told['remaining'];
  receipt: Record<string, unknown>;
}

let scopes = 0;

/** A mandate that somebody has just given, as a caller acts under it. */
export class Spending {
  constructor(
    readonly organization: TestOrganization,
    readonly id: string,
    readonly credentialId: string,
  ) {}

  static async under(
    server: TestServer,
    organization: TestOrganization,
    data: object[],
    more: object = {},
  ): Promise<Spending> {
    const scope = `spending.s${++scopes}`;
    const credentials = [{ type: 'JSON', name: 'Payments', scope, data, ...more }];
    const asked = await approved(server, organization, { credentials });
    const { body } = await organization.call('get', `/v1/via/mandates?scope=${scope}&includeFuture=true`).expect(200);
    return new Spending(organization, (body as { id: string }[])[0].id, asked.credentials[0].id);
  }

  /** The same mandate at another server, or for another caller. */
  by(organization: TestOrganization): Spending {
    return new Spending(organization, this.id, this.credentialId);
  }

  take(step: 'authorize' | 'commit' | 'refund', body: unknown, options: CallOptions = {}): Promise<Response> {
    return Promise.resolve(this.organization.call('post', `/v1/via/mandates/${this.id}/${step}`, body, options));
  }

  authorizes = (operationId: string, amount?: string | number, more: object = {}) =>
    this.done('authorize', { operationId, amount, ...more });
  commits = (operationId: string, amount?: string | number, more: object = {}) =>
    this.done('commit', { operationId, amount, ...more });
  refunds = (operationId: string, amount?: string | number, more: object = {}) =>
    this.done('refund', { operationId, amount, ...more });

  /** The same steps where the mandate does not allow them. */
  async denied(step: 'authorize' | 'commit', operationId: string, amount?: string | number, more: object = {}) {
    const { status, body } = await this.take(step, { operationId, amount, ...more });
    if (status !== 403) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
    return body as NotAllowed;
  }

  /** The refusal of a step: `409 operation_closed`. */
  async refused(step: 'authorize' | 'commit' | 'refund', body: object): Promise<string> {
    const { status, body: problem } = await this.take(step, body);
    return `${status} ${(problem as { code: string }).code}`;
  }

  async shown(): Promise<Record<string, unknown>> {
    return (await this.organization.call('get', `/v1/via/mandates/${this.id}`).expect(200)).body as Record<
      string,
      unknown
    >;
  }

  private async done(step: 'authorize' | 'commit' | 'refund', body: object): Promise<Told> {
    const { status, body: told } = await this.take(step, body);
    if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(told)}`);
    return told as Told;
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { statement, UnitOfWork } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { sha256 } from '../../platform/secrets';
import { ConcludeVerification, type Found } from './conclude-verification';
import { IdentityProviders } from './identity-providers';
import { KeptVerifications } from './kept-verification';
import { ProviderUnavailable, type IdentityProvider, type ProviderOutcome } from './provider';
import { statusAt, type PersonAtEntry } from './verification';
import { Verifications } from './verifications';

/** Somebody who came back from a provider. */
export interface ReturnedPerson {
  /** By the path that was called. */
  provider: string;
  query: URLSearchParams;
  /** What this browser was given when it began. */
  browser: string | null;
  /** Goes into the evidence. */
  seenFrom: object;
}

export type ReturnOutcome =
  /** The way back into the request. */
  | { returned: true; to: string }
  /** Nothing changed. `other_browser`: it can still be finished where it began. */
  | { returned: false; reason: 'unknown' | 'used' | 'other_browser' };

const STATE = /^[0-9A-Za-z]{43}$/;

const FIND = statement(
  'identity.find-return',
  'SELECT org_id AS org FROM identity_verifications WHERE state_hash = $1',
);

/** The state that a person brings back, if it is one at all. Twice in one address is none. */
export function stateIn(query: URLSearchParams): string | null {
  const [state, ...more] = query.getAll('state');
  return more.length === 0 && STATE.test(state ?? '') ? state : null;
}

/**
 * A person comes back from a provider. The state is used up first, by one statement that also holds it against the browser and
 * the provider; only then is the provider asked, once.
 */
@Injectable()
export class TakeReturn {
  private readonly logger = new Logger('identity');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly verifications: Verifications,
    private readonly kept: KeptVerifications,
    private readonly providers: IdentityProviders,
    private readonly conclude: ConcludeVerification,
    private readonly clock: Clock,
  ) {}

  async execute({ provider: id, query, browser, seenFrom }: ReturnedPerson): Promise<ReturnOutcome> {
    const [state, provider] = [stateIn(query), this.providers.named(id)];
    if (!state || !provider) return { returned: false, reason: 'unknown' };
    const stateHash = sha256(state);
    const [found] = await this.unitOfWork.runAsSystem('identity-return.find', (tx) =>
      tx.query<{ org: OrganizationId }>(FIND, [stateHash]),
    );
    if (!found) return { returned: false, reason: 'unknown' };
    const { org } = found;
    const returned = { stateHash, provider: id, browserHash: sha256(browser ?? '') };
    const taken = await this.unitOfWork.run(org, (tx) => this.verifications.take(tx, org, returned, this.clock.now()));
    if (typeof taken === 'string') return { returned: false, reason: taken };
    const kept = this.kept.open(taken.id, taken.kept!);
    const outcome = await this.ask(provider, () => provider.finish(query, kept.wish, kept.provider));
    await this.record(org, { verification: taken, kept, outcome }, seenFrom);
    return { returned: true, to: kept.returnTo };
  }

  /** Asks the provider of the last attempt once more, if it did not know before; anything else stays as it is. */
  async again(person: PersonAtEntry, seenFrom: object): Promise<void> {
    const { org } = person;
    const made = await this.unitOfWork.read(org, (tx) => this.verifications.ofEntry(tx, person));
    const last = made.find(({ providerKind }) => providerKind !== 'ON_FILE');
    const provider = last && this.providers.named(last.provider);
    if (!last?.kept || last.returnedAt === null || statusAt(last, this.clock.now()) !== 'PENDING') return;
    if (!provider?.check) return;
    const kept = this.kept.open(last.id, last.kept);
    const outcome = await this.ask(provider, () => provider.check!(kept.provider));
    if (outcome.status !== 'UNAVAILABLE') await this.record(org, { verification: last, kept, outcome }, seenFrom);
  }

  private async ask({ id }: IdentityProvider, call: () => Promise<ProviderOutcome>): Promise<Found['outcome']> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ProviderUnavailable)) throw error;
      this.logger.warn({ err: error, provider: id }, 'An identity provider does not answer');
      return { status: 'UNAVAILABLE' };
    }
  }

  private record(org: OrganizationId, found: Found, seenFrom: object): Promise<void> {
    return this.unitOfWork.run(org, (tx) => this.conclude.execute(tx, org, found, seenFrom, this.clock.now()));
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { Settings } from '../../platform/configuration';
import type { Transaction } from '../../platform/database';
import { newId } from '../../platform/ids';
import { randomBase62, sha256, type Sealer } from '../../platform/secrets';
import { SubjectsService } from '../subjects';
import { IdentityProviders } from './identity-providers';
import { KeptVerifications, type KeptVerification } from './kept-verification';
import {
  ProviderUnavailable,
  type IdentityProvider,
  type StartedVerification,
  type VerificationWish,
} from './provider';
import type { PersonAtEntry } from './verification';
import { Verifications } from './verifications';

/** How long a person may be away at a provider. */
const AWAY_MS = 15 * 60_000;
/** Of one entry that came to a no. */
export const MOST_FAILED = 5;
/** Of one contact in a day, whatever became of them: each is a call to a provider. */
export const MOST_STARTED = 20;
const DAY_MS = 86_400_000;

/** What a provider has been told, before anything is written. */
export interface PreparedVerification {
  provider: IdentityProvider;
  wish: VerificationWish;
  sent: StartedVerification;
  returnTo: string;
}

export type StartOutcome =
  /** `state` and `browser` go into a cookie of the browser that began: only there can it be finished. */
  | { started: true; state: string; browser: string }
  | { started: false; reason: 'unknown_provider' | 'unavailable' | 'too_many' | 'closed' | 'met' };

/** Sends a person to a provider: asks it first, then writes the attempt down. */
@Injectable()
export class StartVerification {
  private readonly logger = new Logger('identity');

  constructor(
    private readonly providers: IdentityProviders,
    private readonly verifications: Verifications,
    private readonly kept: KeptVerifications,
    private readonly subjects: SubjectsService,
    private readonly settings: Settings,
  ) {}

  /** Asks the provider, outside any transaction. */
  async prepare(
    { level, contact, expectedDocument }: PersonAtEntry,
    { provider: id, language, returnTo }: { provider: string; language: string; returnTo: string },
  ): Promise<PreparedVerification | Extract<StartOutcome, { started: false }>> {
    const document = expectedDocument !== null;
    const provider = this.providers.serving(level, document).find((each) => each.id === id);
    if (!provider) return { started: false, reason: 'unknown_provider' };
    const wish: VerificationWish = {
      state: randomBase62(43),
      returnUrl: new URL(`/identity/callback/${provider.id}`, this.settings.PUBLIC_URL).href,
      ...{ contact, language, again: level === 'HUMANOS_REVALIDATION', document },
    };
    try {
      return { provider, wish, sent: await provider.start(wish), returnTo };
    } catch (error) {
      if (!(error instanceof ProviderUnavailable)) throw error;
      this.logger.warn({ err: error, provider: provider.id }, 'An identity provider does not answer');
      return { started: false, reason: 'unavailable' };
    }
  }

  /** Writes the attempt, unless there were too many. What was under way at the entry ends by it. */
  async open(
    tx: Transaction,
    person: PersonAtEntry,
    { provider, wish, sent, returnTo }: PreparedVerification,
    at: Date,
    sealer: Sealer,
  ): Promise<StartOutcome> {
    await this.verifications.hold(tx, person);
    const { failed, started } = await this.verifications.count(tx, person, new Date(at.getTime() - DAY_MS));
    if (failed >= MOST_FAILED || started >= MOST_STARTED) return { started: false, reason: 'too_many' };
    const [id, browser, expiresAt] = [newId(), randomBase62(43), new Date(at.getTime() + AWAY_MS)];
    const kept: KeptVerification = {
      ...{ wish, provider: sent.kept, address: sent.address, did: person.did, returnTo },
      expectedDocument: person.expectedDocument?.toString('base64') ?? null,
    };
    this.verifications.supersede(tx, person, at);
    this.verifications.insert(tx, person, {
      ...{ id, provider: provider.id, providerKind: provider.kind, status: 'PENDING' as const },
      ...{ stateHash: sha256(wish.state), browserHash: sha256(browser), kept: this.kept.seal(id, kept, sealer) },
      ...{ startedAt: at, expiresAt },
    });
    this.subjects.identified(tx, person.org, person.subjectId, { kyc: 'PENDING', until: expiresAt, byPlatform: false });
    return { started: true, state: wish.state, browser };
  }
}

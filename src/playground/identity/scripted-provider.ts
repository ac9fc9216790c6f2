import { createHash } from 'node:crypto';
import {
  ProviderUnavailable,
  type IdentityProvider,
  type ProviderOutcome,
  type StartedVerification,
  type VerificationWish,
} from '../../modules/identity';

/** What the playground's provider can find out. */
export const SCRIPTED_OUTCOMES = {
  pass: 'You are who you are: identified',
  slow: 'Identified, but not at once: the provider takes its time',
  fail: 'The provider cannot confirm who you are',
  stop: 'You stop at the provider',
  expired: 'You take too long',
  other: 'You turn out to be somebody else than before',
  renewed: 'You have a new document since the last time',
  down: 'The provider does not answer',
} as const;
export type ScriptedOutcome = keyof typeof SCRIPTED_OUTCOMES;

/** Contacts whose outcome is fixed; others are asked for it on the provider's page. */
const NUMBERS: Record<string, ScriptedOutcome> = {
  '+351910000001': 'pass',
  '+351910000002': 'fail',
  '+351910000003': 'slow',
  '+351910000004': 'expired',
};

/** What a contact always gets; null where the person chooses. `kyc-pass+anything@` counts like `kyc-pass@`. */
export function outcomeOf(contact: string): ScriptedOutcome | null {
  const [, named] = /^kyc-(pass|fail|slow|expired)(?:\+[^@]*)?@/.exec(contact) ?? [];
  return (named as ScriptedOutcome | undefined) ?? NUMBERS[contact] ?? null;
}

/** The number of the document that a contact has here: always the same eight digits. */
export const scriptedDocument = (contact: string, renewed = false): string => {
  const digest = createHash('sha256')
    .update(`${renewed ? 'renewed ' : ''}${contact}`)
    .digest();
  return String(digest.readUInt32BE(0) % 100_000_000).padStart(8, '0');
};

const isOutcome = (text: string | null): text is ScriptedOutcome =>
  text !== null && Object.hasOwn(SCRIPTED_OUTCOMES, text);

/** Stands in for a provider where there is none: it identifies nobody, and says whatever it is told. */
export class ScriptedProvider implements IdentityProvider {
  readonly id = 'scripted';
  readonly kind = 'SCRIPTED' as const;
  readonly name = 'Playground identity';
  readonly answersFor = 'PLATFORM' as const;
  readonly givesDocumentNumber = true;

  start({ state, contact }: VerificationWish): Promise<StartedVerification> {
    const query = new URLSearchParams({ state, ...(outcomeOf(contact) && { outcome: outcomeOf(contact)! }) });
    return Promise.resolve({ address: `/playground/identity?${query.toString()}`, kept: {} });
  }

  async finish(returned: URLSearchParams, { contact }: VerificationWish): Promise<ProviderOutcome> {
    const chosen = returned.get('outcome');
    const outcome = outcomeOf(contact) ?? (isOutcome(chosen) ? chosen : 'fail');
    return Promise.resolve(found(outcome, contact));
  }

  check(kept: object): Promise<ProviderOutcome> {
    return Promise.resolve(found('pass', (kept as { contact: string }).contact));
  }
}

function found(outcome: ScriptedOutcome, contact: string): ProviderOutcome {
  switch (outcome) {
    case 'slow':
      return { status: 'PENDING', kept: { contact } };
    case 'fail':
      return { status: 'FAILED', reason: 'not_confirmed' };
    case 'stop':
      return { status: 'FAILED', reason: 'denied' };
    case 'expired':
      return { status: 'EXPIRED' };
    case 'down':
      throw new ProviderUnavailable('The provider was told not to answer');
    default:
      return {
        status: 'VERIFIED',
        identity: {
          fullName: outcome === 'other' ? 'Rui Outro Exemplo' : 'Maria Exemplo da Silva',
          birth: '1990-04-23',
          docId: scriptedDocument(contact, outcome === 'renewed'),
          countryAlpha3: 'PRT',
          documentType: 'ID_CARD',
          expiresAt: '2099-12-31',
        },
        facts: { issuer: 'playground' },
      };
  }
}

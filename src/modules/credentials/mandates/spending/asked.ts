import canonicalize from 'canonicalize';
import { asDecimal, inMinorUnits, isCurrency, minorUnitsOf } from '../../../../platform/money';
import { Problem } from '../../../../platform/http';
import { sha256 } from '../../../../platform/secrets';
import { USES, type Counter } from './counters';
import type { Operation, Step } from './operation';

/** What a call says of a step. */
export interface GivenStep {
  operationId: string;
  /** Decimal text, or a number. */
  amount?: string | number | null;
  currency?: string | null;
  agentDid?: string | null;
  executionParams?: Record<string, unknown> | null;
  holdSeconds?: number | null;
  /** Tells several refunds of one operation apart. */
  refundId?: string | null;
}

/** The same in its one form: two calls that mean the same are equal here. */
export interface Asked {
  /** With all decimals of its currency; null: not given. */
  amount: string | null;
  currency: string | null;
  agentDid: string | null;
  holdSeconds: number | null;
  /** SHA-256 over the canonical JSON (RFC 8785), in hex. */
  parametersDigest: string | null;
}

/** A hold lasts a quarter of an hour unless the caller says otherwise. */
export const HOLD_SECONDS = 900;

/** Reads what is asked. A currency that is not given is the operation's, or that of the only budget. */
export function readAsked(
  step: Step,
  given: GivenStep,
  { operation, counters }: { operation: Operation | null; counters: Counter[] },
): Asked {
  if (step === 'refund' && !operation) {
    const detail = `${given.operationId} was neither authorized nor committed under this mandate`;
    throw new Problem('unknown_operation', detail);
  }
  const budgets = counters.filter(({ unit }) => unit !== USES);
  if (given.currency != null && !isCurrency(given.currency)) refuse('currency', 'is none of ISO 4217, in capitals');
  if (operation?.amount === null && given.amount != null) {
    throw new Problem('operation_exceeded', `${given.operationId} was authorized without an amount: leave it out`);
  }
  const only = budgets.length === 1 ? budgets[0].unit : null;
  const currency = given.currency ?? operation?.currency ?? only;
  return {
    amount: amountIn(currency, given.amount),
    currency,
    agentDid: given.agentDid ?? null,
    holdSeconds: step === 'authorize' ? (given.holdSeconds ?? HOLD_SECONDS) : null,
    parametersDigest: given.executionParams ? sha256(canonicalize(given.executionParams)!).toString('hex') : null,
  };
}

function amountIn(currency: string | null, amount: string | number | null | undefined): string | null {
  if (amount == null) return null;
  if (currency === null) return refuse('currency', 'must say what the amount is in: nothing else says it');
  const minor = inMinorUnits(amount, currency);
  if (minor !== null) return asDecimal(minor, currency);
  const decimals = minorUnitsOf(currency);
  return refuse('amount', `must have at most ${decimals} decimals (${currency}) and 18 digits in all, 15 as a number`);
}

/** The money of a step, in the smallest unit: what is given, or what the operation holds. */
export function moneyOf(
  { amount, currency }: Asked,
  operation: Operation | null,
  counters: Counter[],
): Pick<Operation, 'amount' | 'currency'> {
  if (amount !== null) return { amount: inMinorUnits(amount, currency!), currency };
  if (operation) return { amount: operation.amount, currency: operation.currency };
  if (currency !== null || counters.some(({ unit }) => unit !== USES)) {
    return refuse('amount', 'is required: the mandate has a budget, or you say a currency');
  }
  return { amount: null, currency: null };
}

const FIELDS: Record<keyof Asked, string> = {
  ...{ amount: 'amount', currency: 'currency', agentDid: 'agentDid', holdSeconds: 'holdSeconds' },
  parametersDigest: 'executionParams',
};

/** Throws a 409 that names what differs between two calls of the same step. */
export function requireSame(
  { step, operationId }: { step: Step; operationId: string },
  first: Asked,
  now: Asked,
): void {
  const differing = (Object.keys(FIELDS) as (keyof Asked)[]).filter((name) => first[name] !== now[name]);
  if (differing.length === 0) return;
  const again = step === 'refund' ? ': a further refund needs a refundId of its own' : '';
  const errors = differing.map((name) => ({
    field: FIELDS[name],
    message: `${FIELDS[name]} is not what it was in the first ${step} of ${operationId}${again}`,
  }));
  throw new Problem('operation_mismatch', errors.map(({ message }) => message).join('; '), { errors });
}

function refuse(field: string, words: string): never {
  throw Problem.invalid([{ field, message: `${field} ${words}` }]);
}

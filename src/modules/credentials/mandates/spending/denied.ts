import { asDecimal } from '../../../../platform/money';
import type { DenialReason } from '../../verification/evaluated';
import type { Asked } from './asked';
import { left, USES, windowAt, type Counted, type Counter, type Remaining } from './counters';
import type { Operation } from './operation';

export interface Denial {
  reason: DenialReason;
  /** Whether the same call, mended or made later, can be allowed. */
  retryable: boolean;
  message: string;
  remaining?: Remaining;
}

/** A mandate does not allow it. Nothing is written: the same call may be allowed another time. */
export class Denied extends Error {
  constructor(
    readonly denial: Denial,
    readonly asked: Asked,
  ) {
    super(denial.message);
  }
}

interface Life extends Counted {
  validUntil: Date | null;
  revokedAt: Date | null;
}

/** Why a mandate allows nothing at `now`; null while it does. */
export function lifeDenial({ validFrom, validUntil, revokedAt }: Life, now: Date): Denial | null {
  if (revokedAt) return denial('credential_revoked', false, 'The mandate was revoked');
  if (validUntil && validUntil <= now) return denial('expired', false, 'The mandate has expired');
  return validFrom > now ? denial('expired', true, `The mandate holds from ${validFrom.toISOString()} on`) : null;
}

type Money = Pick<Operation, 'amount' | 'currency'>;

/** Why there is no room for one more use and this money; null when there is. */
export function limitDenial(counters: Counter[], money: Money, mandate: Life, now: Date): Denial | null {
  const budgets = counters.filter(({ unit }) => unit !== USES);
  if (budgets.length > 0 && !budgets.some(({ unit }) => unit === money.currency)) {
    return denial('budget_exceeded', false, `The mandate has no budget in ${money.currency}`);
  }
  const asked = (counter: Counter): bigint => askedOf(counter, money);
  const tight = counters.filter((counter) => asked(counter) > left(counter));
  if (tight.length === 0) return null;
  const next = windowAt(mandate, now)?.end;
  const rollsOver = next !== undefined && (mandate.validUntil === null || next < mandate.validUntil);
  const retryable = tight.every((counter) => {
    const { most, held, spent } = counter;
    return asked(counter) <= most && (rollsOver || (held > 0n && spent + asked(counter) <= most));
  });
  return denial('budget_exceeded', retryable, wordsOf(tight[0]));
}

const askedOf = ({ unit }: Counter, { amount, currency }: Money): bigint => {
  if (unit === USES) return 1n;
  return unit === currency ? (amount ?? 0n) : 0n;
};

function wordsOf(counter: Counter): string {
  const { unit, most, held } = counter;
  if (unit === USES) return `The mandate may be used ${most} times: ${left(counter)} are left, ${held} are held`;
  const [all, rest, kept] = [most, left(counter), held].map((amount) => asDecimal(amount, unit));
  return `Of the budget of ${all} ${unit}, ${rest} are left and ${kept} are held`;
}

const denial = (reason: DenialReason, retryable: boolean, message: string): Denial => ({ reason, retryable, message });

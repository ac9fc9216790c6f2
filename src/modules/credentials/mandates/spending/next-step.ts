import { Problem } from '../../../../platform/http';
import { toldField } from '../../credential-view';
import { verdict } from '../../verification/evaluated';
import { holdAgainst } from '../../verification/executed-parameters';
import { ruledFields } from '../mandate-vc';
import { moneyOf, type Asked, type GivenStep } from './asked';
import { remainingOf, windowAt } from './counters';
import { Denied, lifeDenial, limitDenial, type Denial } from './denied';
import { authorized, committed, givenBack, takes, type Operation, type Step } from './operation';
import type { LockedMandate, Standing } from './operation-store';

/** All that decides what becomes of an operation. */
export interface Situation {
  step: Step;
  given: GivenStep;
  asked: Asked;
  mandate: LockedMandate;
  standing: Standing;
  now: Date;
}

export interface Next {
  operation: Operation;
  /** What this step holds, spends or gives back, in the smallest unit. */
  moved: bigint | null;
}

/** What becomes of the operation. Throws `Denied` where the mandate does not allow it, a 409 where the operation does not. */
export function nextOf(situation: Situation): Next {
  const { step, given, standing } = situation;
  const { operation } = standing;
  const { operationId } = given;
  if (!takes(operation, step)) {
    throw new Problem('operation_closed', `${operationId} is ${operation?.state}: it takes no ${step}`);
  }
  return step === 'refund' ? refunded(situation, operation!) : allowed(situation);
}

function allowed(situation: Situation): Next {
  const { step, mandate, standing, asked, now } = situation;
  const { operation, counters } = standing;
  const money = moneyOf(asked, operation, counters);
  const isHeld = operation?.state === 'AUTHORIZED';
  if (operation && money.currency !== operation.currency) throw otherCurrency(situation, operation);
  if (isHeld && (money.amount ?? 0n) > (operation.amount ?? 0n)) throw tooMuch(situation);
  refuse(situation, lifeDenial(mandate, now) ?? rulesDenial(situation));
  if (!isHeld) refuse(situation, limitDenial(counters, money, mandate, now));
  if (step === 'commit') {
    const start = counters.at(0)?.windowStartedAt ?? windowAt(mandate, now)?.start ?? mandate.validFrom;
    return { operation: committed(money.currency, money.amount, start), moved: money.amount };
  }
  const heldUntil = new Date(now.getTime() + asked.holdSeconds! * 1000);
  return { operation: authorized(money.currency, money.amount, heldUntil), moved: money.amount };
}

/** Giving back needs no mandate that still holds: it only ever widens what is left. */
function refunded(situation: Situation, operation: Operation): Next {
  const { amount } = moneyOf(situation.asked, operation, []);
  if ((amount ?? 0n) > (operation.amount ?? 0n)) throw tooMuch(situation);
  return { operation: givenBack(operation, amount ?? 0n), moved: amount };
}

/** Saying nothing is not a way around the rules. What is held was held against them when it was authorized. */
function rulesDenial({ mandate, given, standing }: Situation): Denial | null {
  if (!given.executionParams && standing.operation?.state === 'AUTHORIZED') return null;
  const rules = ruledFields(mandate.data).map((field) => ({ ...toldField(field) }));
  const outcomes = holdAgainst(rules, given.executionParams ?? {});
  const { allowed: within, reason = 'rule_failed', retryable = false } = verdict(outcomes);
  if (within) return null;
  const failed = outcomes.filter(({ result }) => result === 'fail').map(({ message }) => message);
  return { reason, retryable, message: failed.slice(0, 10).join('; ') };
}

function refuse({ standing, mandate, asked, now }: Situation, denial: Denial | null): void {
  if (denial) throw new Denied({ ...denial, remaining: remainingOf(standing.counters, mandate, now) }, asked);
}

function otherCurrency({ given }: Situation, { currency }: Operation): Problem {
  const message = `currency must be ${currency ?? 'left out'}: so it was when ${given.operationId} was authorized`;
  return new Problem('operation_mismatch', message, { errors: [{ field: 'currency', message }] });
}

function tooMuch({ given, standing, step }: Situation): Problem {
  const { state, currency } = standing.operation!;
  const what = state === 'AUTHORIZED' ? 'is held' : 'is left of what was spent';
  const message = `amount is more than ${what} by ${given.operationId} in ${currency}: ${step} at most that`;
  return new Problem('operation_exceeded', message, { errors: [{ field: 'amount', message }] });
}

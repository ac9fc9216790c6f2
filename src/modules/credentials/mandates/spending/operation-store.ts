import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../../../platform/database';
import type { OrganizationId } from '../../../../platform/http';
import type { StoredField } from '../../../resources';
import type { Asked } from './asked';
import { counterOf, windowAt, type Counted, type Counter, type CounterRow } from './counters';
import type { Operation, OperationState, Step } from './operation';
import { ASKED_DATA } from '../../in-order';

/** A mandate that nobody else changes, or counts under, until the transaction is over. */
export interface LockedMandate extends Counted {
  id: string;
  validUntil: Date | null;
  revokedAt: Date | null;
  /** What was approved. */
  data: StoredField[];
}

/** Which step of which operation of which mandate. */
export interface StepName {
  org: OrganizationId;
  mandateId: string;
  operationId: string;
  step: Step;
  /** Empty but for a further refund. */
  refundId: string;
}

/** Where an operation stands, and what its step was told before. */
export interface Standing {
  operation: Operation | null;
  counters: Counter[];
  earlier: { asked: Asked; answer: string } | null;
  /** How many steps the mandate has seen. */
  steps: number;
}

/** The row is what revoking changes as well: of the two, one comes first. Text of what was approved only where it is asked for. */
const LOCK = statement(
  'spending.lock',
  `SELECT m.id, m.valid_from AS "validFrom", m.valid_until AS "validUntil", m.revoked_at AS "revokedAt",
     m.limit_window AS "window", ${ASKED_DATA} AS data
   FROM mandates m JOIN credentials c ON c.org_id IS NOT DISTINCT FROM m.org_id AND c.id = m.credential_id
   LEFT JOIN resource_versions v ON v.org_id IS NOT DISTINCT FROM m.org_id AND v.id = c.resource_version_id
   WHERE m.org_id IS NOT DISTINCT FROM $1 AND m.id = $2 FOR NO KEY UPDATE OF m`,
);
const LAPSE = statement(
  'spending.lapse',
  `UPDATE mandate_operations SET state = 'LAPSED', changed_at = $3
   WHERE org_id = $1 AND mandate_id = $2 AND state = 'AUTHORIZED' AND held_until <= $3`,
);
/** Never back: of two servers whose clocks differ a little, the one that is ahead has begun the window. */
const BEGIN_WINDOW = statement(
  'spending.begin-window',
  `UPDATE mandate_limits SET spent = 0, window_started_at = $3 WHERE org_id IS NOT DISTINCT FROM $1 AND mandate_id = $2 AND window_started_at < $3`,
);
const STANDING = statement(
  'spending.standing',
  `SELECT o.state, o.currency, o.amount, o.refunded, o.held_until AS "heldUntil", o.window_started_at AS "windowStartedAt",
     s.asked, s.answer, (SELECT max(sequence) FROM mandate_steps WHERE org_id IS NOT DISTINCT FROM $1 AND mandate_id = $2) AS steps
   FROM (SELECT) one LEFT JOIN mandate_operations o ON o.org_id IS NOT DISTINCT FROM $1 AND o.mandate_id = $2 AND o.operation_id = $3
   LEFT JOIN mandate_steps s ON s.org_id IS NOT DISTINCT FROM $1 AND s.mandate_id = $2 AND s.operation_id = $3 AND s.step = $4 AND s.refund_id = $5`,
);
const COUNTERS = statement(
  'spending.counters',
  `SELECT unit, most, held, spent, window_started_at AS "windowStartedAt"
   FROM mandate_limits WHERE org_id IS NOT DISTINCT FROM $1 AND mandate_id = $2 ORDER BY unit`,
);
/** The database counts it, and refuses what goes beyond a limit. */
const KEEP = statement(
  'spending.keep',
  `INSERT INTO mandate_operations AS o
     (org_id, mandate_id, operation_id, state, currency, amount, refunded, held_until, window_started_at, created_at, changed_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
   ON CONFLICT (mandate_id, operation_id) DO UPDATE SET state = $4, currency = $5, amount = $6, refunded = $7,
     held_until = $8, window_started_at = $9, changed_at = $10 WHERE o.org_id = $1`,
);
const KEEP_STEP = statement(
  'spending.keep-step',
  `INSERT INTO mandate_steps (org_id, mandate_id, operation_id, step, refund_id, sequence, asked, answer, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

interface StandingRow {
  state: OperationState | null;
  currency: string | null;
  amount: string | null;
  refunded: string;
  heldUntil: Date | null;
  windowStartedAt: Date | null;
  asked: Asked | null;
  answer: string;
  steps: string | null;
}

/** Operations of mandates in the database, and what was told of them. */
@Injectable()
export class OperationStore {
  async lock(tx: Transaction, { org, mandateId }: StepName): Promise<LockedMandate | undefined> {
    return (await tx.query<LockedMandate & object>(LOCK, [org, mandateId]))[0];
  }

  /** As of `now`, when holds whose time is over hold nothing any more. Only under the lock. */
  async standing(tx: Transaction, name: StepName, mandate: LockedMandate, now: Date): Promise<Standing> {
    const { org, mandateId, operationId, step, refundId } = name;
    tx.send(LAPSE, [org, mandateId, now]);
    tx.send(BEGIN_WINDOW, [org, mandateId, windowAt(mandate, now)?.start ?? mandate.validFrom]);
    const [counters, [row]] = await Promise.all([
      this.counters(tx, name),
      tx.query<StandingRow & object>(STANDING, [org, mandateId, operationId, step, refundId]),
    ]);
    const { asked, answer, steps } = row;
    return {
      operation: operationOf(row),
      counters,
      earlier: asked && { asked, answer },
      steps: Number(steps ?? 0),
    };
  }

  async counters(tx: Transaction, { org, mandateId }: StepName): Promise<Counter[]> {
    return (await tx.query<CounterRow & object>(COUNTERS, [org, mandateId])).map(counterOf);
  }

  keep(tx: Transaction, { org, mandateId, operationId }: StepName, operation: Operation, at: Date): void {
    const { state, currency, amount, refunded, heldUntil, windowStartedAt } = operation;
    const money = [amount === null ? null : String(amount), String(refunded)];
    tx.send(KEEP, [org, mandateId, operationId, state, currency, ...money, heldUntil, windowStartedAt, at]);
  }

  keepStep(tx: Transaction, name: StepName, told: { sequence: number; asked: Asked; answer: string }, at: Date): void {
    const { org, mandateId, operationId, step, refundId } = name;
    const { sequence, asked, answer } = told;
    tx.send(KEEP_STEP, [org, mandateId, operationId, step, refundId, sequence, asked, answer, at]);
  }
}

function operationOf({ state, currency, amount, refunded, heldUntil, windowStartedAt }: StandingRow): Operation | null {
  if (state === null) return null;
  const money = { amount: amount === null ? null : BigInt(amount), refunded: BigInt(refunded) };
  return { state, currency, ...money, heldUntil, windowStartedAt };
}

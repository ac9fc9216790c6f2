import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../../platform/database';
import type { CallingOrganization, Principal } from '../../../../platform/http';
import { asDecimal } from '../../../../platform/money';
import type { Sealer } from '../../../../platform/secrets';
import { EvidenceService, type EvidenceKind } from '../../../evidence';
import { Receipts, type Receipt } from '../../verification/receipts';
import { remainingOf, type Remaining } from './counters';
import type { Asked } from './asked';
import type { Denial, Denied } from './denied';
import type { Next, Situation } from './next-step';
import type { OperationState, Step } from './operation';
import { OperationStore, type StepName } from './operation-store';

/** The answer to a step that was taken. */
export interface ToldStep {
  operationId: string;
  mandateId: string;
  state: Lowercase<OperationState>;
  /** What the operation holds or has spent now; null: it is about no money. */
  amount: string | null;
  currency: string | null;
  heldUntil?: Date;
  remaining: Remaining;
  receipt: Receipt;
}

export interface ToldDenial extends Denial {
  allowed: false;
  receipt: Receipt;
}

const HAPPENED: Record<Step, EvidenceKind> = {
  authorize: 'mandate.authorized',
  commit: 'mandate.committed',
  refund: 'mandate.refunded',
};

/** Signs what became of a step, and writes down what was told of it. */
@Injectable()
export class TellStep {
  constructor(
    private readonly operations: OperationStore,
    private readonly receipts: Receipts,
    private readonly evidence: EvidenceService,
  ) {}

  /** In the transaction that takes the step, after the operation was written. */
  async taken(
    tx: Transaction,
    sealer: Sealer,
    caller: Principal,
    name: StepName,
    { mandate, asked, standing, now, operation, moved }: Situation & Next,
  ): Promise<ToldStep> {
    const { mandateId, operationId, step } = name;
    const { state, currency, amount, heldUntil } = operation;
    const written = (minor: bigint | null) => (minor === null || currency === null ? null : asDecimal(minor, currency));
    const sequence = standing.steps + 1;
    const facts = factsOf(name, { ...asked, amount: written(moved), currency }, sequence);
    const [counters, receipt] = await Promise.all([
      this.operations.counters(tx, name),
      this.receipts.signIn(tx, caller.organization, { kind: 'spending', about: mandateId, allowed: true, ...facts }),
    ]);
    const told = {
      ...{ operationId, mandateId, state: state.toLowerCase() as Lowercase<OperationState> },
      ...{ amount: written(amount), currency },
      ...(heldUntil && { heldUntil }),
      remaining: remainingOf(counters, mandate, now),
      receipt,
    };
    this.operations.keepStep(tx, name, { sequence, asked, answer: JSON.stringify(told) }, now);
    const details = { ...facts, receiptId: receipt.id, apiKeyId: caller.keyId, calledBy: caller.proof.method };
    const fact = { kind: HAPPENED[step], subjectId: mandateId, occurredAt: now, details };
    this.evidence.append(tx, name.org, [fact], sealer);
    return told;
  }

  /** Why a mandate does not allow it, signed. Nothing of it is kept. */
  async denied(caller: CallingOrganization, name: StepName, { denial, asked }: Denied): Promise<ToldDenial> {
    const { reason, retryable } = denial;
    const content = { kind: 'spending', about: name.mandateId, allowed: false, reason, retryable };
    return {
      allowed: false,
      ...denial,
      receipt: await this.receipts.sign(caller, { ...content, ...factsOf(name, asked) }),
    };
  }
}

/** What a receipt and the evidence say of a step: neither null nor empty. */
function factsOf({ operationId, step, refundId }: StepName, asked: Asked, sequence?: number): Record<string, unknown> {
  const { amount, currency, agentDid: agent, holdSeconds, parametersDigest } = asked;
  const facts = { operationId, step, refundId, sequence, amount, currency, agent, holdSeconds, parametersDigest };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value != null && value !== ''));
}

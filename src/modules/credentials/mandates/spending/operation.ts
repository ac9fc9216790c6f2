/** Where an operation stands. Only AUTHORIZED ones hold something and only COMMITTED ones have spent it. */
export type OperationState = 'AUTHORIZED' | 'LAPSED' | 'RELEASED' | 'COMMITTED' | 'REFUNDED';

export type Step = 'authorize' | 'commit' | 'refund';

/** Something that is done once under a mandate, however often it is told. */
export interface Operation {
  state: OperationState;
  currency: string | null;
  /** What it holds or has spent at present, in the currency's smallest unit; null: it is about no money. */
  amount: bigint | null;
  /** What was given back after it was spent. */
  refunded: bigint;
  heldUntil: Date | null;
  /** The window in which it was spent. */
  windowStartedAt: Date | null;
}

/** Which steps an operation takes; none yet: `null`. A hold that has lapsed is as if it had never been, for who commits. */
const TAKES: Record<OperationState | 'NONE', Step[]> = {
  NONE: ['authorize', 'commit'],
  AUTHORIZED: ['commit', 'refund'],
  LAPSED: ['commit'],
  RELEASED: [],
  COMMITTED: ['refund'],
  REFUNDED: [],
};

export const takes = (operation: Operation | null, step: Step): boolean =>
  TAKES[operation?.state ?? 'NONE'].includes(step);

export const authorized = (currency: string | null, amount: bigint | null, heldUntil: Date): Operation => ({
  ...{ state: 'AUTHORIZED', currency, amount, refunded: 0n },
  ...{ heldUntil, windowStartedAt: null },
});

/** What it held beyond `amount` is free again. */
export const committed = (currency: string | null, amount: bigint | null, windowStartedAt: Date): Operation => ({
  ...{ state: 'COMMITTED', currency, amount, refunded: 0n },
  ...{ heldUntil: null, windowStartedAt },
});

/** Gives back `amount` of it, of a hold or of what was spent. The use comes back when nothing is left. */
export function givenBack(operation: Operation, amount: bigint): Operation {
  const wasSpent = operation.state === 'COMMITTED';
  const rest = (operation.amount ?? 0n) - amount;
  const over = wasSpent ? 'REFUNDED' : 'RELEASED';
  return {
    ...operation,
    state: rest === 0n ? over : operation.state,
    amount: operation.amount === null ? null : rest,
    refunded: operation.refunded + (wasSpent ? amount : 0n),
    heldUntil: rest === 0n ? null : operation.heldUntil,
  };
}

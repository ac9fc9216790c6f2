import { authorized, committed, givenBack, takes, type Operation, type OperationState, type Step } from './operation';

const at = new Date('2026-05-01T12:00:00Z');
const held = (amount: bigint | null) => authorized(amount === null ? null : 'EUR', amount, at);
const spent = (amount: bigint | null) => committed(amount === null ? null : 'EUR', amount, at);

describe('An operation', () => {
  const TAKEN: Record<OperationState | 'NONE', string> = {
    ...{ NONE: 'authorize commit', AUTHORIZED: 'commit refund', LAPSED: 'commit' },
    ...{ RELEASED: '', COMMITTED: 'refund', REFUNDED: '' },
  };
  it.each(Object.entries(TAKEN))('that is %s takes: %s', (state, steps) => {
    const operation = state === 'NONE' ? null : ({ ...held(1n), state } as Operation);
    const all: Step[] = ['authorize', 'commit', 'refund'];
    expect(all.filter((step) => takes(operation, step)).join(' ')).toBe(steps);
  });

  it('gives back a part and stays what it was, or all of it and is over', () => {
    expect(givenBack(held(100n), 40n)).toMatchObject({ state: 'AUTHORIZED', amount: 60n, refunded: 0n, heldUntil: at });
    expect(givenBack(held(100n), 100n)).toMatchObject({ state: 'RELEASED', amount: 0n, heldUntil: null });
    expect(givenBack(spent(100n), 40n)).toMatchObject({ state: 'COMMITTED', amount: 60n, refunded: 40n });
    expect(givenBack(givenBack(spent(100n), 40n), 60n)).toMatchObject({
      state: 'REFUNDED',
      amount: 0n,
      refunded: 100n,
    });
  });

  it('about no money gives back its use', () => {
    expect(givenBack(held(null), 0n)).toMatchObject({ state: 'RELEASED', amount: null });
    expect(givenBack(spent(null), 0n)).toMatchObject({ state: 'REFUNDED', amount: null, windowStartedAt: at });
  });
});

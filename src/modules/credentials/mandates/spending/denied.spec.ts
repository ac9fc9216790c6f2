import { counterOf, countersAt, remainingOf, type Counter } from './counters';
import { lifeDenial, limitDenial } from './denied';

const at = (text: string) => new Date(text);
const now = at('2026-05-10T12:00:00Z');
const mandate = { validFrom: at('2026-05-01T00:00:00Z'), validUntil: null, revokedAt: null, window: null };
const counter = (unit: string, most: string, held: string, spent: string): Counter =>
  counterOf({ unit, most, held, spent, windowStartedAt: mandate.validFrom });
const eur = (amount: bigint) => ({ amount, currency: 'EUR' });

describe('A mandate', () => {
  it('allows nothing once it was revoked, before it begins, and from its end on', () => {
    expect(lifeDenial(mandate, now)).toBeNull();
    expect(lifeDenial({ ...mandate, validFrom: now }, now)).toBeNull();
    expect(lifeDenial({ ...mandate, validUntil: now }, now)).toMatchObject({ reason: 'expired', retryable: false });
    expect(lifeDenial({ ...mandate, validFrom: at('2026-06-01T00:00:00Z') }, now)).toMatchObject({ retryable: true });
    const revoked = { ...mandate, revokedAt: now, validUntil: now };
    expect(lifeDenial(revoked, now)).toMatchObject({ reason: 'credential_revoked', retryable: false });
  });

  it.each<[string, Counter[], bigint, object, boolean | null]>([
    ['room to the last cent', [counter('EUR', '100', '40', '50')], 10n, {}, null],
    ['room that a hold takes', [counter('EUR', '100', '40', '50')], 11n, {}, true],
    ['room that is spent', [counter('EUR', '100', '0', '95')], 6n, {}, false],
    ['more than was spent, and holds', [counter('EUR', '100', '5', '95')], 6n, {}, false],
    ['room in the next window', [counter('EUR', '100', '0', '95')], 6n, { window: 'P1M' }, true],
    ['more than any window has', [counter('EUR', '100', '0', '0')], 101n, { window: 'P1M' }, false],
    [
      'no next window',
      [counter('EUR', '100', '0', '95')],
      6n,
      { window: 'P1M', validUntil: at('2026-06-01T00:00:00Z') },
      false,
    ],
    ['no use left, but money', [counter('USES', '2', '0', '2'), counter('EUR', '100', '0', '0')], 1n, {}, false],
    ['a use that is held', [counter('USES', '2', '1', '1'), counter('EUR', '100', '0', '0')], 1n, {}, true],
    [
      'a use that is held, and no money',
      [counter('USES', '2', '1', '1'), counter('EUR', '9', '0', '9')],
      1n,
      {},
      false,
    ],
    ['no limits', [], 10n ** 17n, {}, null],
  ])('with %s says whether to come back', (_name, counters, amount, more, retryable) => {
    const denial = limitDenial(counters, eur(amount), { ...mandate, ...more }, now);
    expect(denial?.retryable ?? null).toBe(retryable);
    if (denial) expect(denial.reason).toBe('budget_exceeded');
  });

  it('has no budget in a currency that nobody named, and asks for none where it has none', () => {
    expect(limitDenial([counter('EUR', '100', '0', '0')], { amount: 1n, currency: 'USD' }, mandate, now)).toMatchObject(
      {
        ...{ reason: 'budget_exceeded', retryable: false },
      },
    );
    expect(limitDenial([counter('USES', '1', '0', '0')], { amount: 1n, currency: 'USD' }, mandate, now)).toBeNull();
  });
});

describe('Counters', () => {
  it('count anew in the next window, but for what is held', () => {
    const counted = { validFrom: mandate.validFrom, window: 'P1W' };
    const [rolled] = countersAt([counter('EUR', '100', '40', '50')], counted, now);
    expect(rolled).toMatchObject({ held: 40n, spent: 0n, windowStartedAt: at('2026-05-08T00:00:00Z') });
    expect(remainingOf([rolled], counted, now)).toEqual({
      ...{ uses: null, budget: [{ amount: '0.60', currency: 'EUR' }] },
      windowEndsAt: at('2026-05-15T00:00:00Z'),
    });
  });

  it('stay in a window that a server with a faster clock has begun', () => {
    const counted = { validFrom: mandate.validFrom, window: 'P1W' };
    const begun = { ...counter('EUR', '100', '0', '50'), windowStartedAt: at('2026-05-15T00:00:00Z') };
    expect(countersAt([begun], counted, at('2026-05-14T23:59:59.990Z'))).toEqual([begun]);
    expect(remainingOf([begun], counted, at('2026-05-14T23:59:59.990Z'))).toMatchObject({
      windowEndsAt: at('2026-05-22T00:00:00Z'),
    });
  });
});

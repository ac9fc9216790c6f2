import { sql } from '../support/asking';
import { TestClock } from '../support/clock';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { budget, each, Spending, uses } from '../support/spending';

const clock = new TestClock(new Date('2026-01-31T10:00:00.000Z'));
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ clock, environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const under = (data: object[], more?: object) => Spending.under(server, organization, data, more);
const eur = (amount: string) => ({ amount, currency: 'EUR' });

describe('A budget', () => {
  it('is held, spent in part, given back in part, and then wholly', async () => {
    const mandate = await under([uses(3), budget(100)]);
    const held = await mandate.authorizes('a', '60', { agentDid: 'did:web:agent.example.com' });
    expect(held).toMatchObject({
      ...{ operationId: 'a', mandateId: mandate.id, state: 'authorized', amount: '60.00', currency: 'EUR' },
      heldUntil: '2026-01-31T10:15:00.000Z',
      remaining: { uses: 2, budget: [eur('40.00')] },
      receipt: { step: 'authorize', amount: '60.00', sequence: 1, agent: 'did:web:agent.example.com', allowed: true },
    });
    expect(await mandate.commits('a', 45.5)).toMatchObject({
      ...{ state: 'committed', amount: '45.50', remaining: { uses: 2, budget: [eur('54.50')] } },
      receipt: { step: 'commit', amount: '45.50', sequence: 2 },
    });
    expect(await mandate.shown()).toMatchObject({
      limits: { maxUses: 3, budget: [eur('100.00')] },
      spent: { uses: 1, budget: [eur('45.50')] },
      held: { uses: 0, budget: [eur('0.00')] },
      remaining: { uses: 2, budget: [eur('54.50')] },
    });
    expect(await mandate.refunds('a', '20.00')).toMatchObject({
      state: 'committed',
      amount: '25.50',
      receipt: { amount: '20.00' },
    });
    expect(await mandate.refused('refund', { operationId: 'a', amount: '25.51', refundId: '2' })).toBe(
      '409 operation_exceeded',
    );
    expect(await mandate.refunds('a', '0.50', { refundId: '2' })).toMatchObject({
      amount: '25.00',
      remaining: { uses: 2 },
    });
    expect(await mandate.refunds('a', undefined, { refundId: '3' })).toMatchObject({
      ...{ state: 'refunded', amount: '0.00', remaining: { uses: 3, budget: [eur('100.00')] } },
      receipt: { amount: '25.00', sequence: 5 },
    });
    expect(await mandate.refused('refund', { operationId: 'a', refundId: '4' })).toBe('409 operation_closed');
  });

  it('is spent at once by who never asked', async () => {
    const mandate = await under([budget('100.00')]);
    expect(await mandate.commits('a', '99.99')).toMatchObject({ state: 'committed', remaining: { uses: null } });
    expect(await mandate.denied('commit', 'b', '0.02')).toMatchObject({
      ...{ allowed: false, reason: 'budget_exceeded', retryable: false, remaining: { budget: [eur('0.01')] } },
      receipt: { allowed: false, about: mandate.id, reason: 'budget_exceeded', operationId: 'b', amount: '0.02' },
    });
    expect((await mandate.commits('b', '0.01')).remaining.budget).toEqual([eur('0.00')]);
  });

  it('is exact', async () => {
    const mandate = await under([budget(0.3)]);
    await mandate.commits('a', 0.1);
    await mandate.commits('b', '0.2');
    expect(await mandate.denied('commit', 'c', '0.01')).toMatchObject({ reason: 'budget_exceeded' });
    const most = '9999999999999999.99';
    const huge = await under([budget(most)]);
    expect((await huge.commits('a', '0.01')).remaining.budget).toEqual([eur('9999999999999999.98')]);
    await huge.denied('commit', 'b', most);
    await huge.commits('c', '9999999999999999.98');
    await huge.denied('authorize', 'd', '0.01');
  });

  it('of each currency counts for itself, in its own decimals', async () => {
    const mandate = await under([budget(100), budget(1000, 'JPY'), budget('1.234', 'KWD')]);
    await mandate.commits('a', 1000, { currency: 'JPY' });
    await mandate.commits('b', '1.2', { currency: 'KWD' });
    expect((await mandate.commits('c', '100', { currency: 'EUR' })).remaining.budget).toEqual([
      eur('0.00'),
      { amount: '0', currency: 'JPY' },
      { amount: '0.034', currency: 'KWD' },
    ]);
    expect(await mandate.denied('commit', 'd', 5, { currency: 'USD' })).toMatchObject({
      reason: 'budget_exceeded',
      retryable: false,
    });
  });
});

describe('A hold', () => {
  it('lapses by itself, and can still be committed while there is room', async () => {
    const mandate = await under([budget(100)]);
    await mandate.authorizes('a', '80', { holdSeconds: 60 });
    expect(await mandate.denied('commit', 'b', '30')).toMatchObject({ retryable: true }); // the hold may lapse
    clock.advance({ seconds: 60 });
    expect(await mandate.shown()).toMatchObject({
      held: { budget: [eur('0.00')] },
      remaining: { budget: [eur('100.00')] },
    });
    await mandate.commits('b', '30');
    expect(await mandate.refused('refund', { operationId: 'a' })).toBe('409 operation_closed');
    expect(await mandate.denied('commit', 'a')).toMatchObject({ reason: 'budget_exceeded', retryable: false });
    expect(await mandate.commits('a', '70')).toMatchObject({
      state: 'committed',
      remaining: { budget: [eur('0.00')] },
    });
  });

  it('is released by a refund, and takes no more than it holds', async () => {
    const mandate = await under([uses(1), budget(100)]);
    await mandate.authorizes('a', '80');
    expect(await mandate.refused('commit', { operationId: 'a', amount: '80.01' })).toBe('409 operation_exceeded');
    expect(await mandate.refused('commit', { operationId: 'a', amount: '80', currency: 'USD' })).toBe(
      '409 operation_mismatch',
    );
    expect(await mandate.denied('authorize', 'b', '1')).toMatchObject({ reason: 'budget_exceeded', retryable: true });
    expect(await mandate.refunds('a')).toMatchObject({ state: 'released', amount: '0.00', remaining: { uses: 1 } });
    expect(await mandate.refused('commit', { operationId: 'a' })).toBe('409 operation_closed');
    await mandate.commits('b', '1');
  });
});

describe('A window', () => {
  it('of a month begins anew at the end of a short one, and what is held goes on counting', async () => {
    const start = clock.now();
    const mandate = await under([uses(2), budget(100), each('P1M')]);
    expect((await mandate.commits('a', '100')).remaining).toEqual({
      uses: 1,
      budget: [eur('0.00')],
      windowEndsAt: '2026-02-28T10:01:00.000Z',
    });
    expect(start.toISOString()).toBe('2026-01-31T10:01:00.000Z');
    expect(await mandate.denied('commit', 'b', '1')).toMatchObject({ retryable: true });
    expect(await mandate.denied('commit', 'b', '100.01')).toMatchObject({ retryable: false });
    clock.advance({ hours: 28 * 24, milliseconds: -1 });
    await mandate.denied('commit', 'b', '1');
    clock.advance({ milliseconds: 1 });
    expect(await mandate.shown()).toMatchObject({ spent: { uses: 0, budget: [eur('0.00')] } });
    expect((await mandate.authorizes('b', '60', { holdSeconds: 604_800 })).remaining).toMatchObject({
      budget: [eur('40.00')],
      windowEndsAt: '2026-03-31T10:01:00.000Z',
    });
    await mandate.refunds('a', '100'); // of the window that is over: no room in this one
    expect(await mandate.shown()).toMatchObject({ remaining: { uses: 1, budget: [eur('40.00')] } });
  });

  it('counts what is committed when it is committed, whenever it was authorized', async () => {
    const mandate = await under([budget(100), each('PT1H')]);
    await mandate.authorizes('a', '100', { holdSeconds: 7200 });
    clock.advance({ hours: 1 });
    expect(await mandate.denied('commit', 'b', '1')).toMatchObject({ retryable: true });
    expect((await mandate.commits('a')).remaining.budget).toEqual([eur('0.00')]);
    clock.advance({ hours: 1 });
    expect((await mandate.commits('b', '100')).remaining.budget).toEqual([eur('0.00')]);
  });
});

it('The database refuses by itself what goes beyond a limit, or is counted twice', async () => {
  const mandate = await under([uses(2), budget(100)]);
  await mandate.commits('a', '40');
  const write = (values: string) =>
    sql(
      server.database,
      `INSERT INTO mandate_operations (mandate_id, org_id, operation_id, state, currency, amount, window_started_at, created_at, changed_at)
       SELECT id, org_id, ${values}, valid_from, now(), now() FROM mandates WHERE id = '${mandate.id}'`,
    );
  await expect(write(`'b', 'COMMITTED', 'EUR', 6001`)).rejects.toThrow('mandate_limits_never_exceeded');
  await write(`'c', 'COMMITTED', 'EUR', 6000`);
  expect(await mandate.shown()).toMatchObject({ remaining: { uses: 0, budget: [eur('0.00')] } });
  await expect(write(`'d', 'COMMITTED', NULL, NULL`)).rejects.toThrow('mandate_limits_never_exceeded');
  await expect(write(`'a', 'COMMITTED', 'EUR', 1`)).rejects.toThrow('mandate_operations_pkey');
  await expect(sql(server.database, 'DELETE FROM mandate_steps')).rejects.toThrow('never change');
});

it('A mandate that begins between two milliseconds is counted like any other', async () => {
  const mandate = await under([budget(100)]);
  const between = `'2025-01-01T00:00:00.000600Z'`;
  await sql(server.database, `UPDATE mandates SET valid_from = ${between} WHERE id = $1`, [mandate.id]);
  await sql(server.database, `UPDATE mandate_limits SET window_started_at = ${between} WHERE mandate_id = $1`, [
    mandate.id,
  ]);
  await mandate.commits('a', '60');
  await mandate.denied('commit', 'b', '60');
});

import { sql } from '../support/asking';
import { until } from '../support/eventually';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { budget, Spending, uses, type NotAllowed, type Told } from '../support/spending';

/** Three servers with pools of their own, on one database. */
let servers: TestServer[];
let organization: TestOrganization;
beforeAll(async () => {
  const first = await startServer({ environment: { DELIVERY: 'off' } });
  const others = [1, 2].map(() => startServer({ database: first.database, environment: { DELIVERY: 'off' } }));
  servers = [first, ...(await Promise.all(others))];
  organization = await first.organization();
});
afterAll(async () => {
  for (const server of servers.reverse()) await server.stop();
});

const under = (data: object[], more?: object) => Spending.under(servers[0], organization, data, more);
let calls = 0;

/** Every call of a client of its own, at one of the servers; told to come back, it comes back, as clients do. */
async function take(mandate: Spending, step: 'authorize' | 'commit' | 'refund', body: object) {
  const at = mandate.by(organization.at(servers[++calls % servers.length]));
  return until(
    () => at.take(step, body, { timestamp: Date.now() + ++calls }),
    ({ status }) => status !== 503,
  );
}
const atOnce = <T>(count: number, call: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => call(index)));
const cents = (amount: string) => BigInt(amount.replace('.', ''));
const sum = (amounts: string[]) => amounts.map(cents).reduce((all, one) => all + one, 0n);

/** What the operations of a mandate have spent and hold, added up from the operations themselves. */
async function counted({ id }: Spending): Promise<{ held: string; spent: string; uses: string }> {
  const [row] = await sql<{ held: string; spent: string; uses: string }>(
    servers[0].database,
    `SELECT coalesce(sum(amount) FILTER (WHERE state = 'AUTHORIZED'), 0) AS held,
       coalesce(sum(amount) FILTER (WHERE state = 'COMMITTED'), 0) AS spent,
       count(*) FILTER (WHERE state IN ('AUTHORIZED', 'COMMITTED')) AS uses
     FROM mandate_operations WHERE mandate_id = $1`,
    [id],
  );
  return row;
}

describe('200 commits at once, at three servers', () => {
  it('spend a budget that allows 37 of them exactly 37 times, and never above it', async () => {
    const mandate = await under([budget('375.00')]);
    const answers = await atOnce(200, (index) =>
      take(mandate, 'commit', { operationId: `o-${index}`, amount: '10.00' }),
    );
    const done = answers.filter(({ status }) => status === 200).map(({ body }) => body as Told);
    const denied = answers.filter(({ status }) => status === 403).map(({ body }) => body as NotAllowed);
    expect([done.length, denied.length]).toEqual([37, 163]);
    expect(new Set(denied.map(({ reason, retryable }) => `${reason} ${retryable}`))).toEqual(
      new Set(['budget_exceeded false']),
    );
    expect(sum(done.map(({ receipt }) => receipt.amount!))).toBe(37_000n);
    expect(done.map(({ receipt }) => receipt.sequence).sort((one, other) => one - other)).toEqual(
      done.map((_, index) => index + 1),
    );
    expect(await counted(mandate)).toEqual({ held: '0', spent: '37000', uses: '37' });
    expect(await mandate.shown()).toMatchObject({ remaining: { budget: [{ amount: '5.00' }] } });
  });

  it('of different amounts fit in the end as they fitted in their turn', async () => {
    const mandate = await under([budget('100.00'), uses(30)]);
    const answers = await atOnce(200, (index) =>
      take(mandate, 'commit', { operationId: `o-${index}`, amount: ((index % 7) + 0.01).toFixed(2) }),
    );
    const inTurn = answers
      .flatMap(({ status, body }) => (status === 200 ? [body as Told] : []))
      .sort((one, other) => one.receipt.sequence - other.receipt.sequence);
    let left = 10_000n;
    for (const { receipt, remaining } of inTurn) {
      left -= cents(receipt.amount!);
      expect(cents(remaining.budget[0].amount)).toBe(left);
    }
    expect(inTurn.length).toBeLessThanOrEqual(30);
    expect(await counted(mandate)).toMatchObject({ spent: String(10_000n - left), uses: String(inTurn.length) });
  });
});

describe('The same operation, 50 times at once', () => {
  it('has one effect and one answer, byte for byte', async () => {
    const mandate = await under([budget(100), uses(5)]);
    const answers = await atOnce(50, () => take(mandate, 'commit', { operationId: 'one', amount: '60' }));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0].status).toBe(200);
    expect(await counted(mandate)).toEqual({ held: '0', spent: '6000', uses: '1' });
    const steps = await sql(servers[0].database, 'SELECT FROM mandate_steps WHERE mandate_id = $1', [mandate.id]);
    expect(steps).toHaveLength(1);
  });

  it('in all its steps: held, spent and given back once', async () => {
    const mandate = await under([budget(100)]);
    for (const [step, body] of [
      ['authorize', { amount: '60' }],
      ['commit', { amount: '50' }],
      ['refund', { amount: '20' }],
    ] as const) {
      const answers = await atOnce(20, () => take(mandate, step, { operationId: 'one', ...body }));
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    }
    expect(await mandate.shown()).toMatchObject({ remaining: { budget: [{ amount: '70.00' }] } });
    const kinds = await sql<{ kind: string }>(
      servers[0].database,
      'SELECT kind FROM evidence WHERE subject_id = $1 ORDER BY id',
      [mandate.id],
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['mandate.authorized', 'mandate.committed', 'mandate.refunded']);
  });
});

it('Holds, commits and refunds at once leave the counters at what the operations say, within the budget', async () => {
  const mandate = await under([budget(50), uses(12)]);
  await atOnce(60, async (index) => {
    const operationId = `o-${index}`;
    await take(mandate, 'authorize', { operationId, amount: '7.5' });
    if (index % 3 > 0) await take(mandate, 'commit', { operationId, amount: '5' });
    if (index % 3 > 1) await take(mandate, 'refund', { operationId, amount: '2.5' });
    const { held, spent, uses: used } = await counted(mandate);
    expect(Number(held) + Number(spent)).toBeLessThanOrEqual(5000);
    expect(Number(used)).toBeLessThanOrEqual(12);
  });
  const { held, spent } = await counted(mandate);
  const limits = await sql(
    servers[0].database,
    `SELECT held, spent FROM mandate_limits WHERE mandate_id = $1 AND unit = 'EUR'`,
    [mandate.id],
  );
  expect(limits).toEqual([{ held, spent }]);
});

it('Revoking in the middle has one outcome: what was told before counts, and nothing after', async () => {
  const mandate = await under([budget(1000)]);
  const before = await take(mandate, 'commit', { operationId: 'before', amount: '1' });
  let told = 0;
  let revoking: PromiseLike<unknown> | undefined;
  const answers = await atOnce(100, async (index) => {
    const answer = await take(mandate, 'commit', { operationId: `o-${index}`, amount: '1' });
    if (++told === 20)
      revoking = organization.call('delete', `/v1/credential/revoke/${mandate.credentialId}`, {}).expect(200);
    return answer;
  });
  await revoking;
  const done = answers.filter(({ status }) => status === 200);
  const denied = answers
    .filter(({ status }) => status !== 200)
    .map(({ status, body }) => `${status} ${(body as NotAllowed).reason}`);
  expect(new Set(denied)).toEqual(new Set(denied.length > 0 ? ['403 credential_revoked'] : []));
  expect(await counted(mandate)).toMatchObject({ spent: String(done.length * 100 + 100) });
  expect(await mandate.denied('commit', 'later', '1')).toMatchObject({
    reason: 'credential_revoked',
    retryable: false,
  });
  expect((await take(mandate, 'commit', { operationId: 'before', amount: '1' })).text).toBe(before.text);
  expect(await mandate.refunds('before')).toMatchObject({ state: 'refunded' });
});

import { Pool } from 'pg';
import { startBenchServer, type BenchServer } from './bench-server';
import { rateOf } from './load';
import { CONNECTIONS } from './shape';
import { SignedCaller } from './signed-caller';

const MANDATES = 100;

/**
 * Commits a second, signed, over HTTP, on one mandate and spread over a hundred: each waits for the others of its mandate
 * only. Creates of one contact and one consent in the same round are the yardstick.
 */
export async function benchSpending(databaseUrl: string, run: { rounds: number; seconds: number }): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl });
  const server = await startBenchServer(databaseUrl);
  try {
    const caller = new SignedCaller(server.url, server.key);
    const mandates = await mandatesOf(pool, server, caller);
    let calls = 0;
    const commit = (among: number) => () => {
      const id = mandates[++calls % among];
      return caller.post(`/v1/via/mandates/${id}/commit`, { operationId: `o-${calls}`, amount: '1.25' }, 200);
    };
    await rateOf(commit(MANDATES), CONNECTIONS, 1); // connections and plans are made once
    for (let round = 1; round <= run.rounds; round++) {
      const one = await rateOf(commit(1), CONNECTIONS, run.seconds);
      const many = await rateOf(commit(MANDATES), CONNECTIONS, run.seconds);
      const creates = await rateOf(() => caller.create({ contacts: 1, credentials: 1 }), CONNECTIONS, run.seconds);
      const ratio = (rate: number) => `${rate.toFixed(0)}/s (${(rate / creates).toFixed(2)} of creates)`;
      console.log(`round ${round}: commits on one mandate ${ratio(one)}, on ${MANDATES} ${ratio(many)}`);
    }
    await requireExact(pool, calls);
  } finally {
    server.stop();
    await pool.end();
  }
}

/** One ask of a hundred people; what their answers would have granted is written at once. */
async function mandatesOf(pool: Pool, { organizationId }: BenchServer, caller: SignedCaller): Promise<string[]> {
  const budget = { label: 'Budget', type: 'number', value: 1_000_000_000, rule: 'BUDGET', currency: 'EUR' };
  await caller.post('/v1/request', {
    contacts: Array.from({ length: MANDATES }, (_, index) => `person-${index}@example.com`),
    credentials: [{ type: 'JSON', name: 'Payments', scope: 'payments', data: [budget] }],
  });
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO mandates (id, org_id, credential_id, subject_id, scope, constraints, valid_from, kyc_required, created_at)
     SELECT 'mdt_' || gen_random_uuid(), c.org_id, c.id, s.subject_id, c.scope, '{}', now(), false, now()
     FROM credentials c JOIN request_subjects s ON s.request_id = c.request_id WHERE c.org_id = $1 RETURNING id`,
    [organizationId],
  );
  await pool.query(
    `INSERT INTO mandate_limits (mandate_id, org_id, unit, most, window_started_at)
     SELECT id, org_id, 'EUR', 100000000000, valid_from FROM mandates WHERE org_id = $1`,
    [organizationId],
  );
  return rows.map(({ id }) => id);
}

/** A number that was reached by losing or doubling something would be worth nothing. */
async function requireExact(pool: Pool, calls: number): Promise<void> {
  const { rows } = await pool.query<{ spent: string; operations: string }>(
    'SELECT (SELECT sum(spent) FROM mandate_limits) AS spent, (SELECT count(*) FROM mandate_operations) AS operations',
  );
  const [{ spent, operations }] = rows;
  if (Number(operations) !== calls || Number(spent) !== calls * 125)
    throw new Error(`${calls} calls, ${operations} operations, ${spent} spent`);
}

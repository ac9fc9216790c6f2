import { verifySecured } from '../../src/modules/keys';
import { aMandate, rowCounts, sql, type Refused } from '../support/asking';
import { TestClock } from '../support/clock';
import { describeWithJudge } from '../support/judges';
import { verifiedByOpenssl } from '../support/openssl-verifier';
import { approved, resolved } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { budget, each, Spending, uses, type NotAllowed, type Told } from '../support/spending';
import { statementsOf } from '../support/statements';

const clock = new TestClock(new Date('2026-11-23T09:00:00.000Z'));
let server: TestServer;
let [organization, stranger]: TestOrganization[] = [];
let mandate: Spending;
beforeAll(async () => {
  server = await startServer({ clock, environment: { DELIVERY: 'off' } });
  [organization, stranger] = [await server.organization(), await server.organization()];
  mandate = await under([uses(1000), budget(1000), { label: 'Each', type: 'number', value: 50, rule: 'AT_MOST' }]);
});
afterAll(() => server.stop());

const under = (data: object[], more?: object) => Spending.under(server, organization, data, more);
const field = async (step: 'authorize' | 'commit' | 'refund', body: unknown): Promise<string> => {
  const { status, body: refused } = await mandate.take(step, body);
  return `${status} ${(refused as Refused).errors?.map(({ field: name }) => name).join()}`;
};

describe('A step', () => {
  it.each<[string, 'authorize' | 'commit' | 'refund', object, string]>([
    ['nothing', 'commit', {}, 'operationId,operationId'],
    ['an empty name', 'commit', { operationId: '' }, 'operationId'],
    ['a name with a space', 'commit', { operationId: 'a b', amount: 1 }, 'operationId'],
    ['a name that is too long', 'refund', { operationId: 'x'.repeat(129) }, 'operationId'],
    ['a name with NUL', 'refund', { operationId: 'a\0' }, 'operationId'],
    ['no amount under a budget', 'commit', { operationId: 'a' }, 'amount'],
    ['a currency alone', 'commit', { operationId: 'a', currency: 'EUR' }, 'amount'],
    ['an amount below zero', 'commit', { operationId: 'a', amount: -1 }, 'amount'],
    ['an amount with a sign', 'authorize', { operationId: 'a', amount: '+1' }, 'amount'],
    ['an amount in words', 'authorize', { operationId: 'a', amount: 'ten' }, 'amount'],
    ['0.1 + 0.2', 'commit', { operationId: 'a', amount: 0.1 + 0.2 }, 'amount'],
    ['three decimals', 'commit', { operationId: 'a', amount: '1.001' }, 'amount'],
    ['too many digits', 'commit', { operationId: 'a', amount: '99999999999999999' }, 'amount'],
    ['a number that may have been rounded', 'commit', { operationId: 'a', amount: 99999999999999.98 }, 'amount'],
    ['1e21', 'commit', { operationId: 'a', amount: 1e21 }, 'amount'],
    ['decimals of yen', 'commit', { operationId: 'a', amount: '1.5', currency: 'JPY' }, 'amount'],
    ['a currency that is none', 'commit', { operationId: 'a', amount: 1, currency: 'ABC' }, 'currency'],
    ['a currency in small letters', 'commit', { operationId: 'a', amount: 1, currency: 'eur' }, 'currency'],
    ['an agent that is no DID', 'commit', { operationId: 'a', amount: 1, agentDid: 'agent' }, 'agentDid'],
    ['parameters that are none', 'commit', { operationId: 'a', amount: 1, executionParams: [] }, 'executionParams'],
    ['a hold of no time', 'authorize', { operationId: 'a', amount: 1, holdSeconds: 0 }, 'holdSeconds'],
    ['a hold beyond a week', 'authorize', { operationId: 'a', amount: 1, holdSeconds: 604_801 }, 'holdSeconds'],
    ['a hold that is committed', 'commit', { operationId: 'a', amount: 1, holdSeconds: 60 }, 'holdSeconds'],
    ['a refund in a currency', 'refund', { operationId: 'a', currency: 'EUR' }, 'currency'],
    ['something unknown', 'commit', { operationId: 'a', amount: 1, tip: 1 }, 'tip'],
  ])('with %s (%s) is a 400 that names the field and counts nothing', async (_name, step, body, fields) => {
    const before = await rowCounts(server.database);
    expect([...new Set((await field(step, body)).split(/[ ,]/))].join()).toBe(
      `400,${[...new Set(fields.split(','))].join()}`,
    );
    expect(await rowCounts(server.database)).toEqual(before);
  });

  it('told again is answered again, and told differently is named', async () => {
    const body = { operationId: 'again', amount: '10', currency: 'EUR', executionParams: { Each: 10 } };
    const first = await mandate.take('commit', body);
    clock.advance({ hours: 900 });
    for (const same of [
      body,
      { ...body, amount: 10 },
      { ...body, amount: '10.00', currency: undefined, agentDid: null },
    ]) {
      expect((await mandate.take('commit', same)).text).toBe(first.text);
    }
    const differing = { operationId: 'again', amount: '11', agentDid: 'did:web:a', executionParams: { Each: 11 } };
    expect(await field('commit', differing)).toBe('409 amount,agentDid,executionParams');
    expect(await mandate.refused('commit', { ...body, amount: '11' })).toBe('409 operation_mismatch');
    expect(await mandate.refused('commit', { ...body, currency: 'USD' })).toBe('409 operation_mismatch');
    expect(await mandate.refused('authorize', body)).toBe('409 operation_closed');
    expect(await mandate.refused('refund', { operationId: 'other' })).toBe('409 unknown_operation');
    await mandate.refunds('again', '1');
    const { body: refused } = await mandate.take('refund', { operationId: 'again', amount: '2' });
    expect(refused).toMatchObject({
      code: 'operation_mismatch',
      detail: expect.stringContaining('refundId') as string,
    });
  });

  it('works with an Idempotency-Key like any other write; what was denied is not remembered', async () => {
    const small = await under([budget(10), each('P1D')]);
    const keyed = (body: object, key = 'k-1') => small.take('commit', body, { headers: { 'Idempotency-Key': key } });
    const first = await keyed({ operationId: 'a', amount: '10' });
    const replay = await keyed({ operationId: 'a', amount: '10' });
    expect([first.headers['idempotent-replayed'], replay.headers['idempotent-replayed'], replay.text]).toEqual([
      ...[undefined, 'true', first.text],
    ]);
    expect((await keyed({ operationId: 'a', amount: '9' })).status).toBe(422);
    expect((await keyed({ operationId: 'a', amount: '10' }, 'k-2')).text).toBe(first.text);
    const before = await rowCounts(server.database);
    expect((await keyed({ operationId: 'b', amount: '1' }, 'k-3')).status).toBe(403);
    expect(await rowCounts(server.database)).toEqual(before);
    clock.advance({ hours: 24 });
    expect((await keyed({ operationId: 'b', amount: '1' }, 'k-3')).status).toBe(200);
  });

  it('is refused under a mandate of somebody else as under one that nobody has', async () => {
    await mandate.commits('known', 1, { executionParams: { Each: 1 } });
    const told = async (id: string, step: 'authorize' | 'commit' | 'refund') => {
      const { status, body } = await new Spending(stranger, id, '').take(step, { operationId: 'known', amount: 1 });
      return { status, ...(body as Refused), requestId: '', instance: '' };
    };
    for (const step of ['authorize', 'commit', 'refund'] as const) {
      expect(await told(mandate.id, step)).toEqual(await told('mdt_00000000-0000-4000-8000-000000000000', step));
      expect(await told(mandate.id, step)).toMatchObject({ status: 404, code: 'not_found' });
    }
  });

  it('asks the database as often whatever was done before', async () => {
    const counts: number[] = [];
    for (const operationId of ['n1', 'n2', 'n3']) {
      const statements = await statementsOf(() => mandate.commits(operationId, 1, { executionParams: { Each: 1 } }));
      counts.push(statements.slice(statements.indexOf('spending.lock') - 1).length);
    }
    expect(new Set(counts)).toEqual(new Set([13]));
  });
});

describe('A mandate', () => {
  it('that does not hold yet, or not any more, allows nothing but to give back', async () => {
    const [validFrom, validUntil] = [1, 2].map((hours) => new Date(clock.now().getTime() + hours * 3_600_000));
    const later = await under([budget(10), each('PT30M')], { validFrom, validUntil });
    expect(await later.denied('commit', 'a', 1)).toMatchObject({ reason: 'expired', retryable: true });
    clock.advance({ hours: 1 });
    await later.authorizes('a', 5, { holdSeconds: 7200 });
    clock.advance({ minutes: 45 });
    expect(await later.denied('commit', 'b', 6)).toMatchObject({ reason: 'budget_exceeded', retryable: true }); // the hold
    await later.commits('c', 5);
    await later.refunds('a');
    expect(await later.denied('commit', 'b', 6)).toMatchObject({ retryable: false }); // its last window
    clock.advance({ minutes: 15 });
    expect(await later.denied('commit', 'c2', 1)).toMatchObject({ reason: 'expired', retryable: false });
    expect(await later.refunds('c')).toMatchObject({ state: 'refunded' });
  });

  it('that was revoked spends nothing that it held', async () => {
    const held = await under([budget(10)]);
    await held.authorizes('a', 5);
    await organization.call('delete', `/v1/credential/revoke/${held.credentialId}`, {}).expect(200);
    expect(await held.denied('commit', 'a')).toMatchObject({ reason: 'credential_revoked', retryable: false });
    expect(await held.refunds('a')).toMatchObject({ state: 'released' });
  });

  it('is held to its rules on one execution, and saying nothing is no way around them', async () => {
    const parameters = (executionParams: object) => ({ executionParams });
    expect(await mandate.denied('authorize', 'r', 60, parameters({ each: 60 }))).toMatchObject({
      ...{ reason: 'rule_failed', retryable: false, message: 'Each must be at most what was approved' },
    });
    for (const nothing of [parameters({}), {}])
      expect(await mandate.denied('commit', 'r', 60, nothing)).toMatchObject({
        ...{ reason: 'rule_failed', retryable: true, message: 'executionParams must say Each' },
      });
    const { receipt } = await mandate.commits('r', 50, parameters({ each: 50 }));
    expect(receipt.parametersDigest).toMatch(/^[0-9a-f]{64}$/);
    await mandate.authorizes('held', 50, parameters({ each: 50 }));
    expect(await mandate.commits('held')).toMatchObject({ state: 'committed', amount: '50.00' });
  });

  it('without limits is used freely, and what is done is told and signed', async () => {
    const { credentials } = await approved(server, organization, {
      credentials: [{ ...aMandate(), scope: 'free.use' }],
    });
    const { body } = await organization.call('get', '/v1/via/mandates?scope=free.use').expect(200);
    const free = new Spending(organization, (body as { id: string }[])[0].id, credentials[0].id);
    expect(await free.commits('a')).toMatchObject({
      amount: null,
      currency: null,
      remaining: { uses: null, budget: [] },
    });
    expect(await free.commits('b', '5', { currency: 'USD' })).toMatchObject({ amount: '5.00', currency: 'USD' });
    expect(await free.refused('commit', { operationId: 'c', amount: 5 })).toBe('400 validation_failed');
    expect(await free.refused('refund', { operationId: 'c', amount: 5 })).toBe('409 unknown_operation');
    expect(await free.refused('refund', { operationId: 'a', amount: 5 })).toBe('409 operation_exceeded');
    expect(await free.refunds('a')).toMatchObject({ state: 'refunded', amount: null });
    expect(await free.shown()).not.toHaveProperty('limits');
  });

  it('carries its limits as a credential, and in lists', async () => {
    const limits = { maxUses: 1000, budget: [{ amount: '1000.00', currency: 'EUR' }] };
    const { body: vc } = await organization.call('get', `/v1/via/mandates/${mandate.id}/vc`).expect(200);
    expect(vc).toMatchObject({ credentialSubject: { mandate: { limits } } });
    const { body: list } = await organization.call('get', '/v1/via/mandates').expect(200);
    expect((list as { id: string }[]).find(({ id }) => id === mandate.id)).toMatchObject({ limits });
  });
});

describeWithJudge('openssl', 'openssl', 'A receipt', () => {
  it('of a step and of a denial is good for us and for a verifier that shares nothing with us', async () => {
    const told: Told = await mandate.commits('signed', '12.34', { executionParams: { Each: 12 } });
    const denied: NotAllowed = await mandate.denied('commit', 'beyond', '5000', { executionParams: { Each: 50 } });
    const did = await resolved(server, organization.entity.did);
    for (const receipt of [told.receipt, denied.receipt]) {
      expect(await verifySecured(receipt, () => Promise.resolve(did), clock.now())).toMatchObject({ verified: true });
      expect(verifiedByOpenssl(receipt, did.verificationMethod![0].publicKeyMultibase!)).toBe(true);
      expect(verifiedByOpenssl({ ...receipt, amount: '1.00' }, did.verificationMethod![0].publicKeyMultibase!)).toBe(
        false,
      );
    }
    expect(told.receipt).toMatchObject({
      about: mandate.id,
      operationId: 'signed',
      step: 'commit',
      amount: '12.34',
      currency: 'EUR',
    });
    const kept = await sql<{ answer: string }>(
      server.database,
      `SELECT answer FROM mandate_steps WHERE operation_id = 'signed'`,
    );
    expect(JSON.parse(kept[0].answer)).toEqual(told);
  });
});

import { randomBytes } from 'node:crypto';
import { Chainer, LOOK_EVERY_MS } from '../../src/modules/evidence/chainer';
import { EvidenceChain, EvidenceService, type Fact } from '../../src/modules/evidence';
import { didDocument, KeysService, verifySecured } from '../../src/modules/keys';
import { migrate, Transaction, UnitOfWork } from '../../src/platform/database';
import { Metrics } from '../../src/platform/metrics';
import { Envelopes } from '../../src/platform/secrets';
import { aConsent, sql } from '../support/asking';
import { TestClock } from '../support/clock';
import { freshDatabase } from '../support/database';
import { eventually, until } from '../support/eventually';
import { chainOf, faults } from '../support/evidence-chain';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock(new Date('2026-11-23T09:00:00.123Z'));
let server: TestServer;
let others: TestServer[];
let organization: TestOrganization;
beforeAll(async () => {
  const environment = { DELIVERY: 'off' }; // the chain moves when a test says so
  server = await startServer({ clock, environment });
  others = await Promise.all([1, 2].map(() => startServer({ clock, environment, database: server.database })));
});
afterAll(async () => {
  await Promise.all(others.map((other) => other.stop()));
  await server.stop();
});
beforeEach(async () => {
  organization = await server.organization();
});
afterEach(() => jest.restoreAllMocks());

/** Each log begins with the fact that the key of its organization was made. */
const BEGUN = 1;
const id = (): string => randomBytes(12).toString('hex');
const fact = (): Fact => ({ kind: 'item.viewed', subjectId: id(), occurredAt: clock.now(), details: { a: id() } });
const append = (count: number, on = server, org = organization.id): Promise<void> =>
  on.app.get(UnitOfWork).run(org as never, (tx) => {
    const facts = Array.from({ length: count }, fact);
    on.app.get(EvidenceService).append(tx, org as never, facts, on.app.get(Envelopes).sealer());
    return Promise.resolve();
  });
const link = (on = server) => on.app.get(EvidenceChain).link(organization.id as never);
const linkAll = async (on = server): Promise<void> => {
  while ((await link(on)).more);
};
const chain = () => chainOf(server.database, organization.id);
const log = () => organization.entity.did;
const unlinked = async (): Promise<number> =>
  (await sql(server.database, 'SELECT FROM evidence_unlinked WHERE org_id = $1', [organization.id])).length;

interface StoredCheckpoint {
  seq: number;
  link: string;
  previous: { seq: number; link: string } | null;
  createdAt: string;
  issuer: string;
}
const checkpoints = async (): Promise<StoredCheckpoint[]> =>
  (
    await sql<{ document: StoredCheckpoint }>(
      server.database,
      'SELECT document FROM evidence_checkpoints WHERE org_id = $1 ORDER BY seq, id',
      [organization.id],
    )
  ).map(({ document }) => document);

describe('The chain of a log', () => {
  it('has every entry once, without a gap or a fork, whoever writes and links at once', async () => {
    const servers = [server, ...others];
    let writing = true;
    const linking = servers.map(async (on) => {
      while (writing) await link(on);
    });
    const writers = Array.from({ length: 20 }, async (_, index) => {
      for (let round = 0; round < 5; round++) await append(1 + (index % 4), servers[index % 3]);
    });
    await Promise.all(writers);
    writing = false;
    await Promise.all(linking);
    await linkAll();
    const linked = await chain();
    expect(linked).toHaveLength(BEGUN + 20 * 5 * 2.5);
    expect(faults(log(), linked)).toEqual([]);
    expect(new Set(linked.map((entry) => entry.id)).size).toBe(linked.length);
    expect(await unlinked()).toBe(0);
  });

  it('is as it was after a chainer died in the middle, and the next one goes on', async () => {
    await append(5);
    await link();
    const before = await chain();
    await append(3);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
    const { query } = Transaction.prototype;
    jest.spyOn(Transaction.prototype, 'query').mockImplementation(async function (this: Transaction, asked, values) {
      const rows = await query.call(this, asked, values);
      if (asked.name === 'evidence.link') throw new Error('killed');
      return rows;
    });
    await expect(link()).rejects.toThrow('killed');
    jest.restoreAllMocks();
    expect(await chain()).toEqual(before);
    expect(await unlinked()).toBe(3);
    await link(others[0]);
    expect(await chain()).toHaveLength(BEGUN + 8);
    expect(faults(log(), await chain())).toEqual([]);
  });

  it.each(['evidence_link', 'evidence_checkpoints'])('never changes: %s', async (table) => {
    await append(1);
    await link();
    for (const change of [`UPDATE ${table} SET seq = seq`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
      await expect(sql(server.database, change)).rejects.toMatchObject({ code: '23000' });
  });

  it('is filled within a second by a server that delivers, and by no other', async () => {
    await organization.asks({ contacts: ['ana@example.com'], credentials: [aConsent()] }).expect(201);
    expect(await unlinked()).toBe(BEGUN + 1);
    const worker = await startServer({ clock, database: server.database });
    await eventually(async () => expect(await unlinked()).toBe(0));
    await append(4);
    await eventually(async () => expect(await unlinked()).toBe(0));
    expect(LOOK_EVERY_MS).toBeLessThan(1000); // and nobody has told it that there was something
    await worker.stop();
  });

  it('begins with what was logged before there was one', async () => {
    const database = await freshDatabase();
    const isThere = () => sql<{ there: boolean }>(database, `SELECT to_regclass('evidence_link') IS NOT NULL AS there`);
    while ((await isThere())[0].there) await migrate(database.url, 'down');
    const org = id();
    await sql(database, `INSERT INTO organizations (id, slug, name, did) VALUES ($1, 'old', 'Old', 'did:via:old')`, [
      org,
    ]);
    const ids = [id(), id(), id()];
    for (const each of ids)
      await sql(database, `INSERT INTO evidence VALUES ($1, $2, 'request.created', 'x', now(), '\\x00', sha256('x'))`, [
        each,
        org,
      ]);
    await migrate(database.url, 'up');
    const queued = await sql<{ id: string }>(database, 'SELECT evidence_id AS id FROM evidence_unlinked ORDER BY 1');
    expect(queued.map((row) => row.id)).toEqual(ids.sort());
    await database.drop();
  });

  it('waits for a database that is away, without asking it all the time', async () => {
    const away = jest.spyOn(others[1].app.get(UnitOfWork), 'runAsSystem').mockRejectedValue(new Error('away'));
    const chainer = others[1].app.get(Chainer);
    const inside = chainer as unknown as { run(): Promise<void>; rest(): Promise<void> };
    const rests: (() => void)[] = [];
    jest.spyOn(inside, 'rest').mockImplementation(() => new Promise((resolve) => rests.push(resolve)));
    const running = inside.run();
    for (let round = 1; round <= 5; round++) {
      await until(
        () => rests.length,
        (count) => count === round,
      );
      expect(away).toHaveBeenCalledTimes(round); // asked once, and then it rested
      if (round === 5) await chainer.beforeApplicationShutdown();
      rests[round - 1]();
    }
    await running;
  });

  it('of one organization that cannot be linked keeps nobody waiting', async () => {
    await append(1);
    const broken = organization.id;
    organization = await server.organization();
    await append(1);
    const evidence = server.app.get(EvidenceChain);
    const real = evidence.link.bind(evidence);
    jest
      .spyOn(evidence, 'link')
      .mockImplementation((org) => (org === broken ? Promise.reject(new Error('no key')) : real(org)));
    expect(await server.app.get(Chainer).round()).toBe(false);
    expect(await unlinked()).toBe(0);
  });
});

describe('The metrics', () => {
  it('tell how many entries wait, and since when', async () => {
    const { registry } = server.app.get(Metrics);
    const told = async (name: string) =>
      Number(new RegExp(`^${name} (.*)$`, 'm').exec(await registry.metrics())?.[1] ?? NaN);
    const before = await told('placet_evidence_unlinked');
    await append(7);
    expect(await told('placet_evidence_unlinked')).toBe(before + 7);
    expect(await told('placet_evidence_oldest_unlinked_seconds')).toBeGreaterThanOrEqual(0);
    jest.spyOn(server.app.get(UnitOfWork), 'runAsSystem').mockRejectedValue(new Error('away'));
    expect(await told('placet_evidence_unlinked')).toBeNaN();
    expect(await registry.metrics()).toContain('placet_http_seconds');
  });
});

describe('Checkpoints', () => {
  it('come a minute after a link, and after each thousand', async () => {
    await append(3);
    await link();
    expect(await checkpoints()).toEqual([]);
    clock.advance({ seconds: 59 });
    await server.app.get(Chainer).round();
    const [first] = await checkpoints();
    expect(first).toMatchObject({ seq: BEGUN + 3, previous: null, createdAt: clock.now().toISOString() });
    await append(2100);
    await linkAll();
    const signedAt = [3, 1003, 2003, 2103].map((entries) => BEGUN + entries);
    expect((await checkpoints()).map(({ seq }) => seq)).toEqual(signedAt.slice(0, 3));
    clock.advance({ minutes: 1 });
    await server.app.get(Chainer).round();
    const all = await checkpoints();
    expect(all.map(({ seq }) => seq)).toEqual(signedAt);
    expect(faults(log(), await chain())).toEqual([]);
    clock.advance({ minutes: 5 });
    await server.app.get(Chainer).round();
    expect(await checkpoints()).toHaveLength(4); // nothing new, nothing signed
    for (const [index, { previous }] of all.slice(1).entries())
      expect(previous).toEqual({ seq: all[index].seq, link: all[index].link });
  });

  it('say the link at their place, under the organization’s key', async () => {
    await append(2);
    await link();
    await server.app.get(EvidenceChain).catchUpSigned(organization.id as never, []);
    const [signed] = await checkpoints();
    expect(signed).toMatchObject({ type: 'EvidenceCheckpoint', log: log(), issuer: log(), seq: BEGUN + 2 });
    expect(signed.link).toBe((await chain()).at(-1)!.link.toString('hex'));
    const keys = await server.app
      .get(UnitOfWork)
      .read(organization.id as never, (tx) =>
        server.app.get(KeysService).published(tx, organization.id as never, log()),
      );
    const resolve = (did: string) => Promise.resolve(didDocument(did, keys));
    expect(await verifySecured(signed, resolve, clock.now())).toMatchObject({ verified: true });
    const moved = { ...signed, seq: 1 };
    expect(await verifySecured(moved, resolve, clock.now())).toMatchObject({ verified: false });
  });

  it('are made anew by another key when that of the last one was revoked', async () => {
    await append(2);
    const catchUp = () => server.app.get(EvidenceChain).catchUpSigned(organization.id as never, []);
    await link();
    await catchUp();
    await catchUp();
    expect(await checkpoints()).toHaveLength(1);
    const [{ public_key }] = await sql<{ public_key: string }>(
      server.database,
      'SELECT public_key FROM signing_keys WHERE org_id = $1',
      [organization.id],
    );
    await server.app
      .get(UnitOfWork)
      .run(organization.id as never, (tx) =>
        server.app.get(KeysService).revoke(tx, organization.id as never, log(), public_key, clock.now()),
      );
    await catchUp();
    expect((await checkpoints()).map(({ seq }) => seq)).toEqual([BEGUN + 2, BEGUN + 2]);
  });
});

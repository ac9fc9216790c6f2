import { createHash, randomBytes } from 'node:crypto';
import { admin } from '../src/admin';
import { EvidenceChain, EvidenceService, type Fact } from '../src/modules/evidence';
import { OrganizationsService } from '../src/modules/organizations';
import { UnitOfWork } from '../src/platform/database';
import { Envelopes } from '../src/platform/secrets';
import { aConsent, sql } from './support/asking';
import { TestClock } from './support/clock';
import { freshDatabase, type TestDatabase } from './support/database';
import { chainOf, faults, hashOf } from './support/evidence-chain';
import { startServer, TEST_MASTER_KEY, type TestOrganization, type TestServer } from './support/server';

const clock = new TestClock(new Date('2026-11-24T09:00:00Z'));
const environment = { ...process.env };
let database: TestDatabase;
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  database = await freshDatabase();
  server = await startServer({ database, clock, environment: { DELIVERY: 'off' } });
  process.env.DATABASE_URL = database.url;
  process.env.MASTER_KEY = TEST_MASTER_KEY;
  process.env.ALLOW_UNSAFE_DATABASE = 'yes';
});
afterAll(async () => {
  process.env = environment;
  await server.stop();
  await database.drop();
});

/** Seven entries in a chain with a checkpoint behind the fourth and one at the end; the sixth's details were erased. */
beforeEach(async () => {
  organization = await server.organization();
  await organization.asks({ contacts: ['ana@example.com'], credentials: [aConsent()] }).expect(201);
  await append(2); // behind the key that was made and the request
  await signed();
  await append(3);
  await signed();
  await sql(database, 'DELETE FROM evidence_details WHERE evidence_id = $1', [await idAt(6)]);
});

const signed = () => server.app.get(EvidenceChain).catchUpSigned(organization.id as never, everything);
let everything: string[];
async function append(count: number): Promise<void> {
  const facts = Array.from({ length: count }, (_, index): Fact => {
    const details = { index };
    return { kind: 'item.viewed', subjectId: randomBytes(12).toString('hex'), occurredAt: clock.now(), details };
  });
  everything = facts.map(({ subjectId }) => subjectId);
  await server.app.get(UnitOfWork).run(organization.id as never, (tx) => {
    server.app.get(EvidenceService).append(tx, organization.id as never, facts, server.app.get(Envelopes).sealer());
    return Promise.resolve();
  });
}
const idAt = async (seq: number): Promise<string> =>
  (
    await sql<{ id: string }>(database, 'SELECT evidence_id AS id FROM evidence_link WHERE org_id = $1 AND seq = $2', [
      organization.id,
      seq,
    ])
  )[0].id;
/** As somebody could who owns the database server: no trigger and no foreign key stops them. */
const tamper = (statement: string) =>
  sql(
    database,
    `SET session_replication_role = replica; ${statement.replaceAll('$org', `'${organization.id}'`)}; SET session_replication_role = origin`,
  );
const verify = () => admin(['evidence', 'verify', '--organization', organization.entity.slug]);

describe('npm run admin -- evidence verify', () => {
  it('tells that a log is as it was written, of how many entries, and what was erased', async () => {
    expect(await verify()).toEqual([
      `The log of "${organization.entity.slug}" is as it was written: 7 entries, 2 checkpoints.`,
      'The details of 1 were erased; their digests stand.',
    ]);
    await append(2);
    expect((await verify()).at(-1)).toBe('2 are not linked yet.');
  });

  it('tells of an empty log', async () => {
    const { slug } = await server.app.get(OrganizationsService).create('keyless', 'Keyless');
    expect(await admin(['evidence', 'verify', '--organization', slug])).toEqual([
      'The log of "keyless" is as it was written: 0 entries, 0 checkpoints.',
    ]);
  });

  it('walks a log of many pages while it grows', async () => {
    await append(2300);
    const growing = (async () => {
      for (let round = 0; round < 5; round++) {
        await append(50);
        await signed();
      }
    })();
    await signed();
    await expect(verify()).resolves.toBeDefined();
    await growing;
    const [first] = await verify();
    expect(first).toContain('2557 entries');
  });

  const entry = (seq: number) => `(SELECT evidence_id FROM evidence_link WHERE org_id = $org AND seq = ${seq})`;
  it.each([
    ['a digest', 3, `UPDATE evidence SET digest = sha256('x') WHERE id = ${entry(3)}`],
    ['a kind', 2, `UPDATE evidence SET kind = 'decision.made' WHERE id = ${entry(2)}`],
    ['a time', 5, `UPDATE evidence SET occurred_at = occurred_at + interval '1 s' WHERE id = ${entry(5)}`],
    ['a subject', 4, `UPDATE evidence SET subject_id = 'x' WHERE id = ${entry(4)}`],
    ['details', 1, `UPDATE evidence_details SET content = '\\x00' WHERE evidence_id = ${entry(1)}`],
    ['a salt', 7, `UPDATE evidence SET salt = '\\x00' WHERE id = ${entry(7)}`],
    ['an entry that is gone', 3, `DELETE FROM evidence WHERE id = ${entry(3)}`],
    ['a link', 2, `UPDATE evidence_link SET link = sha256('x') WHERE org_id = $org AND seq = 2`],
  ])('names what was changed: %s', async (_what, seq, change) => {
    const id = await idAt(seq);
    await tamper(change);
    await expect(verify()).rejects.toThrow(`entry ${id} at ${seq}`);
  });

  it('names the first of two entries that changed places', async () => {
    const [second, third] = [await idAt(2), await idAt(3)];
    await tamper(`UPDATE evidence_link SET evidence_id = 'x' WHERE org_id = $org AND seq = 2;
      UPDATE evidence_link SET evidence_id = '${second}' WHERE org_id = $org AND seq = 3;
      UPDATE evidence_link SET evidence_id = '${third}' WHERE org_id = $org AND seq = 2`);
    await expect(verify()).rejects.toThrow(`entry ${third} at 2`);
  });

  it('names the gap where an entry was removed with its link', async () => {
    const next = await idAt(4);
    await tamper(
      `DELETE FROM evidence WHERE id = ${entry(3)}; DELETE FROM evidence_link WHERE org_id = $org AND seq = 3`,
    );
    await expect(verify()).rejects.toThrow(`The link at 3 is missing: entry ${next} at 4 follows`);
  });

  it('finds that the end was removed', async () => {
    await tamper(
      'DELETE FROM evidence_link WHERE org_id = $org AND seq > 5; UPDATE evidence_heads SET seq = 5 WHERE org_id = $org',
    );
    await expect(verify()).rejects.toThrow(/neither linked nor waiting|checkpoint at 7/);
  });

  it('names an entry that was put in beside the chain', async () => {
    await tamper(`INSERT INTO evidence SELECT 'a0a0a0a0a0a0a0a0a0a0a0a0', org_id, kind, subject_id, occurred_at, salt, digest
      FROM evidence WHERE id = ${entry(1)}`);
    await expect(verify()).rejects.toThrow('The entry a0a0a0a0a0a0a0a0a0a0a0a0 was put in beside the chain');
  });

  it('names the checkpoint that no longer fits when all hashes were computed anew', async () => {
    await tamper(`UPDATE evidence SET kind = 'decision.made' WHERE id = ${entry(2)}`);
    const log = organization.entity.did;
    let link = createHash('sha256').update(log).digest();
    for (const row of await chainOf(database, organization.id)) {
      const hash = hashOf(log, row);
      link = createHash('sha256').update(link).update(hash).digest();
      const [hex, linkHex] = [hash.toString('hex'), link.toString('hex')];
      await tamper(
        `UPDATE evidence_link SET entry_hash = '\\x${hex}', link = '\\x${linkHex}' WHERE evidence_id = '${row.id}'`,
      );
    }
    expect(faults(log, await chainOf(database, organization.id))).toEqual([]);
    await expect(verify()).rejects.toThrow(/checkpoint [0-9a-f]{24} at 4 is wrong: the chain has another link there/);
  });

  it.each(['seq', 'link', 'createdAt', 'previous'])('names a checkpoint with another %s', async (field) => {
    const change = `UPDATE evidence_checkpoints SET document = (jsonb_set(document::jsonb, '{${field}}', '"x"'))::json`;
    await tamper(`${change} WHERE org_id = $org AND seq = 7`);
    await expect(verify()).rejects.toThrow(/The checkpoint [0-9a-f]{24} at 7 is wrong: The signature does not fit/);
  });

  it('takes the signature of a key that was revoked since for what it is: nothing was changed', async () => {
    await sql(database, 'UPDATE signing_keys SET revoked_at = now() WHERE did = $1', [organization.entity.did]);
    expect((await verify())[0]).toContain('is as it was written');
  });

  it('refuses an organization that is not there', async () => {
    await expect(admin(['evidence', 'verify', '--organization', 'nobody'])).rejects.toThrow('nobody');
    await expect(admin(['evidence', 'verify'])).rejects.toThrow('--organization is missing');
  });
});

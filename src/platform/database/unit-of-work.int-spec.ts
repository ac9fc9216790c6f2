import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { sql } from '../../../test/support/asking';
import { freshDatabase, type TestDatabase } from '../../../test/support/database';
import type { OrganizationId } from '../http';
import { newId } from '../ids';
import { databaseOptions } from './data-source';
import { statement } from './statement';
import type { Transaction } from './transaction';
import { AlreadyRunning, UnitOfWork } from './unit-of-work';

let database: TestDatabase;
let dataSource: DataSource;
let unitOfWork: UnitOfWork;
const org = newId() as OrganizationId;
const other = newId() as OrganizationId;

const MAKE = statement('test.make', 'INSERT INTO organizations (id, slug, name, did) VALUES ($1, $2, $2, $2)');
const SUBJECT = statement('test.subject', 'INSERT INTO subjects (id, org_id, did) VALUES ($1, $2, $3)');
const FAIL = statement('test.fail', 'SELECT 1 / $1::int AS one');
const SETTING = statement('test.setting', 'SELECT current_setting($1) AS value');
const ORGANIZATIONS = statement('test.organizations', 'SELECT id FROM organizations ORDER BY id');

beforeAll(async () => {
  database = await freshDatabase();
  await sql(
    database,
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database()); END $$`,
  );
  dataSource = await new DataSource(databaseOptions({ url: database.url, pool: 4 })).initialize();
  unitOfWork = new UnitOfWork(dataSource);
  for (const id of [org, other]) await unitOfWork.run(id, (tx) => tx.query(MAKE, [id, `o${id}`]));
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const subjects = async (): Promise<number> =>
  (await sql<{ count: number }>(database, 'SELECT count(*)::int AS count FROM subjects'))[0].count;
const subject = (tx: Transaction): void => tx.send(SUBJECT, [newId(), org, newId()]);
const setting = async (tx: Transaction, name: string) => (await tx.query<{ value: string }>(SETTING, [name]))[0].value;

describe('A connection', () => {
  it('that ends while it is handed over does not end the process: somebody always listens', async () => {
    const { master } = dataSource.driver as unknown as { master: Pool };
    const heard = await Promise.all(
      Array.from(
        { length: 4 },
        () =>
          new Promise<number>((resolve, reject) =>
            master.connect((error, client, release) => {
              if (!client) return reject(error ?? new Error('No connection'));
              resolve(client.listenerCount('error'));
              setImmediate(release);
            }),
          ),
      ),
    );
    for (const listeners of heard) expect(listeners).toBeGreaterThan(0);
  });
});

describe('A unit of work', () => {
  it('commits what was sent, though nobody waited for it', async () => {
    const before = await subjects();
    expect(await unitOfWork.run(org, (tx) => Promise.resolve(subject(tx)).then(() => 'done'))).toBe('done');
    expect(await subjects()).toBe(before + 1);
  });

  it('belongs to its organization, as the role that row-level security binds', async () => {
    await unitOfWork.run(org, async (tx) => {
      expect(await setting(tx, 'app.org_id')).toBe(org);
      expect(await setting(tx, 'role')).toBe('placet_app');
    });
  });

  it('takes nothing for an organization but an id', () => {
    for (const wrong of ['', "x'; DROP TABLE subjects; --", org.toUpperCase()])
      expect(() => unitOfWork.run(wrong as OrganizationId, () => Promise.resolve())).toThrow('24 hex digits');
  });

  it('leaves nothing when the work throws', async () => {
    const before = await subjects();
    const work = unitOfWork.run(org, (tx) => {
      subject(tx);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await subjects()).toBe(before);
  });

  it('leaves nothing when a statement fails that nobody waited for, and says which', async () => {
    const before = await subjects();
    const work = unitOfWork.run(org, (tx) => {
      subject(tx);
      tx.send(FAIL, [0]);
      subject(tx);
      return Promise.resolve();
    });
    await expect(work).rejects.toMatchObject({ code: '22012' });
    expect(await subjects()).toBe(before);
  });

  it('notices a failure that the work has swallowed', async () => {
    const before = await subjects();
    const work = unitOfWork.run(org, async (tx) => {
      subject(tx);
      await tx.query(FAIL, [0]).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('a statement had failed unnoticed');
    expect(await subjects()).toBe(before);
  });

  it('leaves its connection fit for the next', async () => {
    await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => unitOfWork.run(org, (tx) => tx.query(FAIL, [i % 2]))),
    );
    const settings = await Promise.all(
      [org, other, org, other].map((id) => unitOfWork.read(id, (tx) => setting(tx, 'app.org_id'))),
    );
    expect(settings).toEqual([org, other, org, other]);
    const [{ value }] = await dataSource.query<{ value: string | null }[]>(
      `SELECT nullif(current_setting('app.org_id', true), '') AS value`,
    );
    expect(value).toBeNull();
  });

  it('holds no connection when it is done', async () => {
    await Promise.all(Array.from({ length: 50 }, () => unitOfWork.run(org, (tx) => setting(tx, 'role'))));
    const [{ busy }] = await sql<{ busy: number }>(
      database,
      `SELECT count(*)::int AS busy FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()`,
    );
    expect(busy).toBe(0);
  });
});

describe('A unit of work that clashes with another', () => {
  const clash = (code: string) => Object.assign(new Error(`clash ${code}`), { code });

  it.each(['40001', '40P01'])('(%s) is done again from the start', async (code) => {
    const before = await subjects();
    let tries = 0;
    await unitOfWork.run(org, (tx) => {
      subject(tx);
      if (++tries < 3) throw clash(code);
      return Promise.resolve();
    });
    expect([tries, await subjects()]).toEqual([3, before + 1]);
  });

  it('is given up after five times', async () => {
    let tries = 0;
    const work = unitOfWork.run(org, () => {
      tries += 1;
      throw clash('40001');
    });
    await expect(work).rejects.toMatchObject({ code: '40001' });
    expect(tries).toBe(5);
  });

  it.each(['23505', '57014', undefined])('is not repeated for anything else (%s)', async (code) => {
    let tries = 0;
    const work = unitOfWork.run(org, () => {
      tries += 1;
      throw Object.assign(new Error('once'), { code });
    });
    await expect(work).rejects.toThrow('once');
    expect(tries).toBe(1);
  });

  it('is repeated when Postgres itself finds a deadlock', async () => {
    const rows = [newId(), newId()];
    for (const id of rows) await unitOfWork.run(org, (tx) => tx.query(SUBJECT, [id, org, id]));
    const TOUCH = statement('test.touch', 'UPDATE subjects SET created_at = $2 WHERE id = $1');
    const times = [new Date('2026-01-01T00:00:00Z'), new Date('2026-01-02T00:00:00Z')];
    const meet = [deferred(), deferred()];
    const crossing = (first: number) =>
      unitOfWork.run(org, async (tx) => {
        await tx.query(TOUCH, [rows[first], times[first]]);
        meet[first].resolve();
        await meet[1 - first].promise;
        await tx.query(TOUCH, [rows[1 - first], times[first]]);
      });
    await Promise.all([crossing(0), crossing(1)]);
    const made = await sql<{ at: string }>(database, 'SELECT created_at::text AS at FROM subjects WHERE id = ANY($1)', [
      rows,
    ]);
    expect(new Set(made.map(({ at }) => at)).size).toBe(1);
  });
});

describe('A unit of work that excludes its like', () => {
  it('refuses the second while the first runs, and no longer', async () => {
    const { promise: held, resolve: release } = deferred();
    const { promise: begun, resolve: begin } = deferred();
    const first = unitOfWork.run(org, () => (begin(), held), 7n);
    await begun;
    let ran = false;
    await expect(unitOfWork.run(org, () => Promise.resolve((ran = true)), 7n)).rejects.toBeInstanceOf(AlreadyRunning);
    expect(ran).toBe(false);
    await unitOfWork.run(org, () => Promise.resolve(), 8n);
    release();
    await first;
    await unitOfWork.run(org, () => Promise.resolve(), 7n);
    await unitOfWork.run(org, () => Promise.resolve(), -(2n ** 63n));
  });
});

describe('The other doors', () => {
  it('read: in one snapshot, and nothing is written', async () => {
    const write = unitOfWork.read(org, (tx) => tx.query(SUBJECT, [newId(), org, newId()]));
    await expect(write).rejects.toMatchObject({ code: '25006' });
    await unitOfWork.read(org, async (tx) =>
      expect(await setting(tx, 'transaction_isolation')).toBe('repeatable read'),
    );
  });

  it('runForgettably: commits without waiting for the disk', async () => {
    await unitOfWork.runForgettably(org, async (tx) => expect(await setting(tx, 'synchronous_commit')).toBe('off'));
    await unitOfWork.run(org, async (tx) => expect(await setting(tx, 'synchronous_commit')).toBe('on'));
  });

  it('runAsSystem: sees every organization, on the tables it is meant for', async () => {
    const seen = await unitOfWork.runAsSystem('admin.list-organizations', (tx) =>
      tx.query<{ id: string }>(ORGANIZATIONS, []),
    );
    expect(seen.map(({ id }) => id)).toEqual([org, other].sort());
    expect(await unitOfWork.read(org, (tx) => tx.query(ORGANIZATIONS, []))).toEqual([{ id: org }]);
    const write = unitOfWork.runAsSystem('admin.list-organizations', (tx) =>
      tx.query(SUBJECT, [newId(), org, newId()]),
    );
    await expect(write).rejects.toMatchObject({ code: '42501' });
  });
});

function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

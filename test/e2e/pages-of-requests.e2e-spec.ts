import { aConsent, sql, type Created } from '../support/asking';
import { TestClock } from '../support/clock';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

interface Listed {
  data: { id: string; name: string }[];
  totalPages: number;
  totalCount: number;
  totalExact: boolean;
  pageIndex: number;
  nextCursor?: string;
}

const clock = new TestClock(new Date('2026-05-01T12:00:00Z'));
let server: TestServer;
let organization: TestOrganization;
/** The newest first. */
const ids: string[] = [];

beforeAll(async () => {
  server = await startServer({ clock, environment: { DELIVERY: 'off' } });
  organization = await server.organization();
  for (let i = 0; i < 10; i++) {
    // Every second one in the same millisecond as the one before: the id decides between them.
    if (i % 2 === 0) clock.advance({ seconds: 1 });
    const body = { contacts: ['ana@example.com', '+351912345678'], credentials: [aConsent()], name: `Request ${i}` };
    ids.unshift(((await organization.asks(body).expect(201)).body as Created).id);
  }
  // One person behind both contacts: each request has two entries of the same one.
  await sql(
    server.database,
    `UPDATE contacts SET subject_id = (SELECT subject_id FROM contacts WHERE value = 'ana@example.com')`,
  );
  await sql(
    server.database,
    `UPDATE request_subjects SET subject_id = (SELECT subject_id FROM contacts WHERE value = 'ana@example.com')`,
  );
});
afterAll(() => server.stop());

const page = async (query: string): Promise<Listed> =>
  (await organization.call('get', `/v1/request?${query}`).expect(200)).body as Listed;

/** Every source of the list: all, by status, by person, by internal id, by search. */
const LISTS = [
  '',
  '&status=PENDING',
  '&contact=ana@example.com',
  '&search=request',
  '&search=re',
  '&securityLevel=CONTACT',
];

describe.each(LISTS)('Pages of the list%s', (filter) => {
  it('are whole, then the exact last, then nothing', async () => {
    const [first, last, beyond] = await Promise.all([0, 1, 2].map((i) => page(`pageSize=5&pageIndex=${i}${filter}`)));
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 5));
    expect(last.data.map(({ id }) => id)).toEqual(ids.slice(5));
    expect(beyond.data).toEqual([]);
    for (const { totalPages, totalCount, totalExact } of [first, last, beyond])
      expect([totalPages, totalCount, totalExact]).toEqual([2, 10, true]);
    expect(first.nextCursor).toBe(ids[4]);
    expect([last.nextCursor, beyond.nextCursor]).toEqual([undefined, undefined]);
  });

  it('have a part of a page at the end', async () => {
    const { data, totalPages, nextCursor } = await page(`pageSize=6&pageIndex=1${filter}`);
    expect([data.map(({ id }) => id), totalPages, nextCursor]).toEqual([ids.slice(6), 2, undefined]);
  });

  it('go on from a cursor, whatever was added meanwhile, and it wins over pageIndex', async () => {
    const { nextCursor } = await page(`pageSize=7${filter}`);
    const next = await page(`pageSize=7&pageIndex=9&cursor=${nextCursor!.toUpperCase()}${filter}`);
    expect(next.data.map(({ id }) => id)).toEqual(ids.slice(7));
    expect([next.totalCount, next.nextCursor]).toEqual([10, undefined]);
  });
});

it('A list counts exactly as far as 10,000 and estimates beyond', async () => {
  const big = await server.organization();
  const insert = (from: number, to: number) =>
    sql(
      server.database,
      `INSERT INTO requests (id, org_id, name, security_level, code_delivery, language, status, expires_at, created_at, search)
       SELECT 'aaaaaaaa' || lpad(to_hex(n), 16, '0'), $1, 'Bulk', 'CONTACT', 'SEND', 'ENG',
         'PENDING', now() + interval '1 year', now() + n * interval '1 second', 'bulk ' || n
       FROM generate_series($2::int, $3::int) n`,
      [big.id, from, to],
    );
  const counted = async (query: string) => {
    const { body } = await big.call('get', `/v1/request?pageSize=100&${query}`).expect(200);
    const { totalCount, totalExact, totalPages } = body as Listed;
    return { totalCount, totalExact, totalPages };
  };
  await insert(1, 10_000);
  for (const query of ['', 'status=PENDING', 'search=bulk', 'search=bu'])
    expect(await counted(query)).toEqual({ totalCount: 10_000, totalExact: true, totalPages: 100 });
  await insert(10_001, 30_000);
  for (const query of ['', 'status=PENDING', 'search=bulk', 'search=bu', 'dateFrom=2026-01-01']) {
    const { totalCount, totalExact, totalPages } = await counted(query);
    expect(totalExact).toBe(false);
    expect(Math.abs(totalCount - 30_000)).toBeLessThan(6000);
    expect(totalPages).toBe(Math.ceil(totalCount / 100));
  }
  expect(await counted('search=bulk%202999')).toEqual({ totalCount: 11, totalExact: true, totalPages: 1 });
});

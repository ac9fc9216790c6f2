import { randomInt } from 'node:crypto';
import { startBenchServer } from './bench-server';
import { filledContact, filledId, filledName, fillRequests } from './fill-requests';
import { latenciesOf, percentile } from './load';
import { table } from './report';
import { SignedCaller } from './signed-caller';

const FEW = 10_000;
/** Calls under way at a time: enough to keep the server busy, few enough to measure it and not the queue. */
const LANES = 2;
const APART_MS = 30_000;

export interface ListBenchLength {
  rows: number;
  /** Of each job, at each size. */
  seconds: number;
}

type Job = [name: string, goal: string, call: () => Promise<void>];

/** What reading costs among `rows` requests of one organization, and how much more that is than among the newest 10,000. */
export async function benchLists(databaseUrl: string, { rows, seconds }: ListBenchLength): Promise<void> {
  const server = await startBenchServer(databaseUrl);
  const caller = new SignedCaller(server.url, server.key);
  const start = new Date(Date.now() - rows * APART_MS);
  const filling = { org: server.organizationId, start };

  const measure = async (stored: number): Promise<number[][]> => {
    const results: number[][] = [];
    for (const [, , call] of jobs(caller, rows - stored, rows, start)) {
      await latenciesOf(call, LANES, 0.2); // warm
      results.push(await latenciesOf(call, LANES, seconds));
    }
    return results;
  };
  await fillRequests(databaseUrl, { ...filling, from: rows - FEW, until: rows });
  const few = await measure(FEW);
  await fillRequests(databaseUrl, { ...filling, from: 0, until: rows - FEW });
  const many = await measure(rows);

  const lines = jobs(caller, 0, rows, start).map(([name, goal], i) => {
    const [fewMedian, median] = [few[i], many[i]].map((sorted) => percentile(sorted, 0.5));
    return [name, fewMedian, percentile(few[i], 0.99), median, percentile(many[i], 0.99), goal, median / fewMedian];
  });
  const head = ['job (ms)', `p50 at ${FEW}`, 'p99', `p50 at ${rows}`, 'p99', 'goal p99', 'growth of p50'];
  console.log(table(head, lines));
  console.log(`memory of the server after this load: ${Math.round((await server.memory()) / 1e6)} MB resident`);
  server.stop();
}

/** Requests number `from` to `until` are stored; each call picks another of them. */
function jobs(caller: SignedCaller, from: number, until: number, start: Date): Job[] {
  const any = (): number => randomInt(from, until);
  const day = (n: number): string => new Date(start.getTime() + n * APART_MS).toISOString().slice(0, 10);
  const notCanceled = (n: number): number => (n % 100 === 99 ? n - 1 : n); // as fillRequests has it
  const list = (query: () => string) => () => caller.get(`/v1/request?${query()}`);
  const oneDay = (): string => {
    const date = day(any());
    return `dateFrom=${date}&dateTo=${date}`;
  };
  const middle = Math.floor((until - from) / 20);
  return [
    ['first page', '40', list(() => '')],
    ['one of the first 100 pages', '40', list(() => `pageIndex=${randomInt(100)}`)],
    ['page in the middle, by pageIndex', '150', list(() => `pageIndex=${middle}`)],
    ['page anywhere, by cursor', '40', list(() => `cursor=${filledId('b', any())}`)],
    ['pageSize=100', '40', list(() => 'pageSize=100')],
    ['status=PENDING', '40', list(() => 'status=PENDING')],
    ['status=EXPIRED', '40', list(() => 'status=EXPIRED')],
    ['status=REJECTED,CANCELED', '40', list(() => 'status=REJECTED,CANCELED')],
    ['securityLevel (1 in 1000)', '40', list(() => 'securityLevel=ORGANIZATION_KYC')],
    ['one day', '40', list(oneDay)],
    ['contact with one request', '40', list(() => `contact=${filledContact(any())}`)],
    ['contact with one in 50', '40', list(() => `contact=${filledContact(0)}`)],
    ['internalId', '40', list(() => `internalId=order-${any()}`)],
    ['search: a contact', '150', list(() => `search=${filledContact(any())}`)],
    ['search: a name (1 in 20,000)', '150', list(() => `search=${filledName(any())}`)],
    ['search: what all have', '150', list(() => 'search=trip')],
    ['search: what none has', '150', list(() => 'search=nowhere')],
    ['detail', '15', () => caller.get(`/v1/request/${filledId('b', notCanceled(any()))}`)],
    ['create 1x1', '', () => caller.create({ contacts: 1, credentials: 1 })],
  ];
}

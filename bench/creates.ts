import { Floor } from './floor';
import { IDIOMATIC_PATH } from './idiomatic';
import { rateOf } from './load';
import { median, table } from './report';
import { CONNECTIONS, type Shape } from './shape';
import { startBenchServer } from './bench-server';
import { bodyOf, SignedCaller } from './signed-caller';

export interface BenchLength {
  rounds: number;
  /** Of each job in each round. */
  seconds: number;
}

const SMALL: Shape = { contacts: 1, credentials: 1 };
const LARGE: Shape = { contacts: 100, credentials: 10 };

/** The first three rows of the targets: create 1 x 1, create 100 x 10, and the idiomatic 100 x 10. */
export async function benchCreates(databaseUrl: string, { rounds, seconds }: BenchLength): Promise<void> {
  const server = await startBenchServer(databaseUrl);
  const caller = new SignedCaller(server.url, server.key);
  const floor = Floor.open(databaseUrl, server.organizationId, CONNECTIONS);
  await floor.fill(2000);

  const jobs: [string, number, () => Promise<void>][] = [
    ['floor 1x1', CONNECTIONS, () => floor.write(SMALL)],
    ['create 1x1', CONNECTIONS, () => caller.create(SMALL)],
    ['floor 1x1 again', CONNECTIONS, () => floor.write(SMALL)],
    ['floor 100x10', CONNECTIONS, () => floor.write(LARGE)],
    ['create 100x10', CONNECTIONS, () => caller.create(LARGE)],
    ['idiomatic 100x10', CONNECTIONS, () => caller.post(IDIOMATIC_PATH, bodyOf(LARGE))],
  ];
  for (const [, connections, job] of jobs) await rateOf(job, connections, 1); // warm
  const rates = new Map<string, number[]>(jobs.map(([name]) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const [name, connections, job] of jobs) rates.get(name)!.push(await rateOf(job, connections, seconds));
    console.log(
      `round ${round}: ${jobs.map(([name]) => `${name} ${rates.get(name)!.at(-1)!.toFixed(1)}/s`).join(', ')}`,
    );
  }
  printRatios(rates);
  console.log(`memory of the server after this load: ${Math.round((await server.memory()) / 1e6)} MB resident`);
  await floor.close();
  server.stop();
}

function printRatios(rates: Map<string, number[]>): void {
  const ratio = (a: string, b: string) => median(rates.get(a)!.map((rate, i) => rate / rates.get(b)![i]));
  const rate = (name: string) => median(rates.get(name)!);
  console.log(
    table(
      ['job', 'per second', 'against', 'ratio (median of rounds)', 'goal', 'never worse'],
      [
        ['create 1x1', rate('create 1x1'), 'floor 1x1', ratio('create 1x1', 'floor 1x1'), '0.40', '0.15'],
        [
          'create 100x10',
          rate('create 100x10'),
          'floor 100x10',
          ratio('create 100x10', 'floor 100x10'),
          '0.80',
          '0.40',
        ],
        ['create 100x10', rate('create 100x10'), 'idiomatic', ratio('create 100x10', 'idiomatic 100x10'), '10', '4'],
        [
          'floor 1x1 again',
          rate('floor 1x1 again'),
          'floor 1x1',
          ratio('floor 1x1 again', 'floor 1x1'),
          'equal pair',
          '',
        ],
      ],
    ),
  );
}

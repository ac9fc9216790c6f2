import 'reflect-metadata';
import { campaign, type CampaignReport } from './campaign';
import { FAULTS, type Fault } from './faults';

/**
 * `npm run chaos`: nothing that was acknowledged may be lost, doubled or halved, whatever is killed when. SECONDS (60),
 * SEED (a random one, printed), CLIENTS (8). FAULT names a mistake that the harness must catch, or `all` of them.
 */
async function main(): Promise<boolean> {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  const [seconds, clients] = [Number(process.env.SECONDS ?? 60), Number(process.env.CLIENTS ?? 8)];
  const faults = faultsOf(process.env.FAULT);
  let good = true;
  for (const fault of faults) {
    console.log(`seed ${seed}, ${seconds} s, ${clients} clients${fault ? `, with the fault ${fault}` : ''}`);
    const report = await campaign({ seed, seconds, clients, fault });
    print(report);
    const caught = report.violations.length > 0;
    if (fault) console.log(caught ? `CAUGHT: ${fault}` : `NOT CAUGHT: ${fault}`);
    good &&= fault ? caught : !caught;
  }
  return good;
}

function faultsOf(name: string | undefined): (Fault | undefined)[] {
  if (!name) return [undefined];
  if (name === 'all') return [...FAULTS];
  if (FAULTS.includes(name as Fault)) return [name as Fault];
  throw new Error(`FAULT must be all or one of ${FAULTS.join(', ')}`);
}

function print({ violations, acknowledged, kills, recoveries, repeated }: CampaignReport): void {
  const longest = (times: number[]) => `${Math.round(Math.max(0, ...times))} ms`;
  console.log(
    `${acknowledged} acknowledged; killed: server ${kills.server}, Postgres ${kills.postgres} times; longest to the next 201: ` +
      `${longest(recoveries.server)} and ${longest(recoveries.postgres)}; ${repeated} mails came twice under their id`,
  );
  console.log(`${violations.length} violations`);
  for (const violation of violations.slice(0, 20)) console.log(`  ${violation}`);
}

main().then(
  (good) => process.exit(good ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

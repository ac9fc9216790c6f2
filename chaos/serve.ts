import 'reflect-metadata';
import { createApplication } from '../src/app.setup';
import { readSettings } from '../src/platform/configuration';
import { breakOnPurpose, type Fault } from './faults';

/** The server as it is deployed, in a process that can be killed; with CHAOS_FAULT, the copy that has one. */
async function main(): Promise<void> {
  const app = await createApplication(readSettings(process.env));
  const fault = process.env.CHAOS_FAULT;
  if (fault) breakOnPurpose(app, fault as Fault);
  await app.listen(Number(process.env.PORT), '127.0.0.1');
  process.once('disconnect', () => process.exit(0));
}

main().catch(() => process.exit(1)); // Postgres is away as well: the next start will find it

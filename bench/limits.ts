import { randomBytes } from 'node:crypto';
import { aCable } from '../test/support/cable';
import { aPdf, bombs } from '../test/support/pdfs';
import { startBenchServer, type BenchServer } from './bench-server';
import { median, table } from './report';
import { bodyOf, SignedCaller } from './signed-caller';

/** Calls of one kind, made at once. */
interface Burst {
  name: string;
  calls: (() => Promise<void>)[];
}

const MEGABYTE = 1024 * 1024;
const UPLOADS = 50;
/** More than the server has connections. */
const CREATES = 25;

/**
 * How long callers wait when a server is pressed hard, and what memory that takes: 50 uploads of a megabyte at once, PDFs made to
 * take a reader's time or memory, and a database that falls silent (503 is promised within 2.5 s). The server has its own process
 * and the limits it has in earnest.
 */
export async function benchLimits(databaseUrl: string): Promise<void> {
  const cable = await aCable(databaseUrl);
  const server = await startBenchServer(cable.url);
  try {
    const caller = new SignedCaller(server.url, server.key);
    const create = (expected: number) => () =>
      caller.post('/v1/request', bodyOf({ contacts: 1, credentials: 1 }), expected);
    await Promise.all(Array.from({ length: CREATES }, create(201))); // opens connections
    const rows = [await measured(server, uploads(caller))];
    for (const [name, bomb] of Object.entries(bombs)) rows.push(await measured(server, hostile(caller, name, bomb())));
    cable.hush('everything');
    rows.push(
      await measured(server, {
        name: 'a silent database: 503',
        calls: Array.from({ length: CREATES }, () => create(503)),
      }),
    );
    console.log(table(['under pressure', 'calls', 'otherwise', 'median s', 'slowest s', 'MB more, at most'], rows));
  } finally {
    server.stop();
    await cable.close();
  }
}

function uploads(caller: SignedCaller): Burst {
  const heavy = () =>
    aPdf()
      .page()
      .withCatalog((writer) => `/Weight ${writer.addStream(randomBytes(MEGABYTE))}`)
      .build();
  const calls = Array.from({ length: UPLOADS }, (_, index) => upload(caller, `Upload ${index}`, heavy(), 201));
  return { name: 'uploads of 1 MB: 201', calls };
}

const hostile = (caller: SignedCaller, name: string, pdf: Buffer): Burst => ({
  name: `a hostile PDF (${name}): 400`,
  calls: [upload(caller, name, pdf, 400)],
});

function upload(caller: SignedCaller, name: string, pdf: Buffer, expected: number): () => Promise<void> {
  const body = { type: 'DOCUMENT', name, internalId: name, content: pdf.toString('base64') };
  return () => caller.post('/v1/resource', body, expected);
}

/** Its name, how many calls, how many of them were answered otherwise than the name says, their waits, and resident memory. */
async function measured(server: BenchServer, { name, calls }: Burst): Promise<(string | number)[]> {
  const before = await server.memory();
  let most = before;
  const watch = setInterval(() => void server.memory().then((now) => (most = Math.max(most, now))), 200);
  const otherwise: string[] = [];
  const waits = await Promise.all(
    calls.map(async (call) => {
      const start = performance.now();
      await call().catch((error: Error) => otherwise.push(error.message));
      return (performance.now() - start) / 1000;
    }),
  );
  clearInterval(watch);
  for (const answer of new Set(otherwise)) console.log(`${name}, but: ${answer}`);
  const more = (Math.max(most, await server.memory()) - before) / MEGABYTE;
  return [name, String(calls.length), String(otherwise.length), median(waits), Math.max(...waits), more];
}

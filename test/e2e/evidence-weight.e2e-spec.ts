import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { MakeBundle } from '../../src/modules/credentials/bundle/make-bundle';
import { aDocument } from '../support/asking';
import { aPdf } from '../support/pdfs';
import { approved, sealed } from '../support/proving';
import { startServer } from '../support/server';

/** As large as an upload may be. */
const heavy = (): Buffer =>
  aPdf()
    .page()
    .withCatalog((writer) => `/Weight ${writer.addStream(randomBytes(10 * 1024 * 1024 - 2000))}`)
    .build();

/** It tells how long others wait, and never fails by time. */
it('The evidence of the largest document goes out whole, piece by piece', async () => {
  const server = await startServer();
  const organization = await server.organization();
  const asked = await approved(server, organization, { credentials: [aDocument(heavy())] });
  const [{ id }] = asked.credentials;
  await sealed(organization, id);
  const caller = { ...organization.entity, id: organization.id, did: organization.entity.did } as never;
  const make = () => server.app.get(MakeBundle).execute(caller, id);
  await make();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const times: number[] = [];
  const longest: number[] = [];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    delay.reset();
    delay.enable();
    const { zip, length } = await make();
    let size = 0;
    for await (const piece of zip) size += piece.length;
    delay.disable();
    times.push(performance.now() - start);
    longest.push(delay.max / 1e6);
    expect(size).toBeGreaterThan(20 * 1024 * 1024);
    expect(size).toBe(length);
  }
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)].toFixed(1);
  console.log(
    `a bundle of two documents of 10 MB: ${median(times)} ms; the event loop waited at most ${median(longest)} ms ` +
      `(median of 5 rounds), ${Math.min(...longest).toFixed(1)} ms in the best`,
  );
  await server.stop();
}, 120_000);

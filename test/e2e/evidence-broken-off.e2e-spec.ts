import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { DocumentStore } from '../../src/modules/documents';
import { aDocument } from '../support/asking';
import { until } from '../support/eventually';
import { aPdf } from '../support/pdfs';
import { approved, sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

/** More than the buffers between us hold. */
const heavy = (): Buffer =>
  aPdf()
    .page()
    .withCatalog((writer) => `/Weight ${writer.addStream(randomBytes(8 * 1024 * 1024))}`)
    .build();

let server: TestServer;
let organization: TestOrganization;
let path: string;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
  const { credentials } = await approved(server, organization, { credentials: [aDocument(heavy())] });
  await sealed(organization, credentials[0].id);
  path = `/v1/credential/evidence/${credentials[0].id}`;
});
afterAll(async () => {
  agent.destroy();
  await server.stop();
});

async function begun(): Promise<IncomingMessage> {
  const call = get(`${server.url}${path}`, { agent, headers: organization.sign('GET', path, '') });
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  return response;
}

async function lengthOf(response: IncomingMessage): Promise<number> {
  let size = 0;
  for await (const piece of response) size += (piece as Buffer).length;
  return size;
}

afterEach(() => jest.restoreAllMocks());

describe('A bundle on its way out', () => {
  it('whose database goes away is broken off at once, not ended short, and the server goes on', async () => {
    const store = server.app.get(DocumentStore);
    const read = store.pieces.bind(store);
    let readings = 0;
    jest.spyOn(store, 'pieces').mockImplementation(async function* (org, sha256) {
      const goesOut = ++readings > 2; // each of two documents is measured before
      for await (const piece of read(org, sha256)) {
        yield piece;
        if (goesOut) throw new Error('Connection terminated unexpectedly');
      }
    });
    await expect(lengthOf(await begun())).rejects.toThrow('aborted');
    expect(readings).toBe(3); // nothing was read behind the piece that was the last
    jest.restoreAllMocks();
    const response = await begun();
    expect(await lengthOf(response)).toBe(Number(response.headers['content-length']));
  });

  it('that nobody waits for any more is read no further, and holds no connection', async () => {
    const store = server.app.get(DocumentStore);
    const read = store.pieces.bind(store);
    let [started, ended] = [0, 0];
    jest.spyOn(store, 'pieces').mockImplementation(async function* (org, sha256) {
      started += 1;
      try {
        yield* read(org, sha256);
      } finally {
        ended += 1;
      }
    });
    for (let turn = 1; turn <= 10; turn++) {
      const response = await begun();
      await until(
        () => started,
        (count) => count === turn * 3, // both documents were measured, and the first is on its way
      );
      response.destroy();
      await until(
        () => ended,
        (count) => count === started,
      );
    }
    expect(started).toBe(30); // nobody asked for the second document any more
    jest.restoreAllMocks();
    await organization.call('get', '/v1/via/mandates').expect(200);
  });
});

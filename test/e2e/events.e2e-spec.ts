import { EVENT_TYPES } from '../../src/modules/webhooks/events/event-types';
import { LogWatch } from '../../src/modules/evidence';
import { aConsent, aMandate, type Created } from '../support/asking';
import { Person } from '../support/answering';
import { until } from '../support/eventually';
import { approved, sealed } from '../support/proving';
import { read, Receiver, type Secrets } from '../support/receiver';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

interface Event {
  id: string;
  type: string;
  cursor: string;
  payload: Record<string, unknown>;
}
interface Feed {
  data: Event[];
  nextCursor: string;
  more: boolean;
}

let server: TestServer;
let organization: TestOrganization;
let watch: LogWatch;
beforeAll(async () => {
  server = await startServer({ playground: true });
  watch = server.app.get(LogWatch, { strict: false });
});
beforeEach(async () => {
  organization = await server.organization();
});
afterAll(() => server.stop());

const feed = async (query = '', by = organization): Promise<Feed> =>
  (await by.call('get', `/v1/events?${query}`).expect(200)).body as Feed;
const ask = async (body: object = {}): Promise<Created> =>
  (await organization.asks({ contacts: ['ana@example.com'], credentials: [aConsent()], ...body }).expect(201))
    .body as Created;

/** From one cursor on, a few at a time, until there is nothing more. */
async function all(after = '0', limit = 3): Promise<Event[]> {
  const found: Event[] = [];
  for (;;) {
    const { data, nextCursor, more } = await feed(`after=${after}&limit=${limit}`);
    found.push(...data);
    after = nextCursor;
    if (!more) return found;
  }
}
const types = (events: Event[]) => events.map(({ type }) => type);
/** Settled: everything that follows is in the feed. */
const once = (wanted: string[]): Promise<Event[]> =>
  until(all, (events) => wanted.every((type) => types(events).includes(type)));

describe('The feed', () => {
  it('tells the life of a request in the order of the chain, from any cursor on', async () => {
    const asked = await approved(server, organization, { credentials: [aMandate()], internalId: 'trip-7' });
    await sealed(organization, asked.credentials[0].id);
    await organization
      .call('delete', `/v1/credential/revoke/${asked.credentials[0].id}`, { reason: 'Off' })
      .expect(200);
    const events = await once(['mandate.revoked', 'credential.revoked', 'credential', 'notification.sent']);
    expect(types(events)).toEqual(
      expect.arrayContaining([
        ...['request.created', 'notification.sent', 'subject.verified', 'credential.decided', 'request.completed'],
        ...['credential.sealed', 'credential', 'mandate.revoked', 'credential.revoked'],
      ]),
    );
    const cursors = events.map(({ cursor }) => Number(cursor));
    expect(cursors).toEqual([...cursors].sort((one, other) => one - other));
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    for (const { payload } of events) {
      expect(payload).toMatchObject({ requestId: asked.id, internalId: 'trip-7', issuerDid: organization.entity.did });
    }
    const middle = events[2].cursor;
    expect(await all(middle)).toEqual(events.filter(({ cursor }) => Number(cursor) > Number(middle)));
    const chosen = await feed('types=credential,request.completed');
    expect(types(chosen.data).sort()).toEqual(['credential', 'request.completed']);
    expect(await feed('after=latest')).toEqual({ data: [], nextCursor: events.at(-1)!.cursor, more: false });
  });

  it('tells that a request was canceled', async () => {
    const canceled = await ask();
    await organization.call('delete', `/v1/request/${canceled.id}`).expect(200);
    const events = await once(['request.canceled']);
    expect(events.at(-1)!.payload).toMatchObject({ eventType: 'request.canceled', requestId: canceled.id });
  });

  it('is of its own organization alone, and knows no other words', async () => {
    await ask();
    await once(['request.created']);
    const stranger = await server.organization();
    expect((await feed('', stranger)).data).toEqual([]);
    for (const query of ['after=-1', 'after=x', 'types=everything', 'wait=61', 'wait=0x1', 'limit=0', 'limit=101']) {
      await organization.call('get', `/v1/events?${query}`).expect(400);
    }
    expect(await feed('after=999999')).toEqual({ data: [], nextCursor: '999999', more: false });
  });
});

describe('What an endpoint that wants everything is told', () => {
  it('is exactly what the feed tells, also when workers come and go', async () => {
    const receiver = await Receiver.open();
    const body = { name: 'All', url: receiver.url, events: Object.keys(EVENT_TYPES) };
    const secrets = (await organization.call('post', '/v1/webhooks', body).expect(201)).body as Secrets;
    const start = (await feed('after=latest')).nextCursor;
    const workers = [0, 1].map(() => startServer({ playground: true, database: server.database }));
    const asked = await ask({
      contacts: ['ana@example.com', 'bea@example.com'],
      credentials: [aConsent(), aMandate()],
    });
    const [one, other] = await Promise.all(workers);
    for (const index of [0, 1]) {
      const person = await Person.inside(server, asked, index);
      for (const { id } of asked.credentials) await person.accepts(id);
      await person.finishes();
      await (index === 0 ? one : other).stop();
    }
    for (const { id } of asked.credentials) await sealed(organization, id);
    const events = await until(
      () => all(start, 100),
      (found) =>
        types(found).filter((type) => type === 'credential').length === 4 && types(found).includes('request.completed'),
    );
    await until(
      () => receiver.ids,
      (ids) => new Set(ids).size === events.length,
    );
    expect([...new Set(receiver.ids)].sort()).toEqual(events.map(({ id }) => id).sort());
    const told = new Map(receiver.received.map((message) => [message.headers['webhook-id'], read(message, secrets)]));
    for (const { id, type, payload } of events) {
      expect(told.get(id)!.eventType).toBe(type);
      if (type !== 'credential') expect(told.get(id)).toEqual(payload); // a credential goes on being decided
    }
    await receiver.close();
  });
});

describe('A call that waits', () => {
  const waiting = () => (watch as unknown as { waiters: Set<unknown> }).waiters.size;

  it('is answered as soon as something happens', async () => {
    const { nextCursor } = await feed('after=latest');
    const answer = feed(`after=${nextCursor}&wait=60&types=request.created`);
    await until(waiting, (count) => count === 1);
    const asked = await ask();
    const { data } = await answer;
    expect(data.map(({ payload }) => payload.requestId)).toEqual([asked.id]);
  });

  it('is answered without anything when the time is up', async () => {
    const { nextCursor } = await feed('after=latest');
    expect(await feed(`after=${nextCursor}&wait=1`)).toMatchObject({ data: [], more: false });
  });

  it('for a request is answered when that has changed, and not when another has', async () => {
    const [asked, other] = [await ask(), await ask()];
    await once(['notification.sent']);
    await until(
      async () => types(await all()).filter((type) => type === 'notification.sent').length,
      (count) => count === 2,
    );
    let answered = false;
    const answer = organization
      .call('get', `/v1/request/${asked.id}?wait=60`)
      .expect(200)
      .then(({ body }) => {
        answered = true;
        return body as { status: string };
      });
    await until(waiting, (count) => count === 1);
    await organization.call('delete', `/v1/request/${other.id}`).expect(200);
    await once(['request.canceled']);
    expect(answered).toBe(false);
    const person = await Person.inside(server, asked);
    await person.accepts(asked.credentials[0].id);
    await person.finishes();
    expect(JSON.stringify(await answer)).toMatch(/VERIFIED|DECIDED|COMPLETED/);
  });

  it('holds no connection to the database, and only twenty of an organization wait', async () => {
    // That its key was made is in the log: nothing moves any more.
    const { nextCursor } = await until(
      () => feed('after=latest'),
      (page) => page.nextCursor !== '0',
    );
    const gone = new AbortController();
    const path = `/v1/events?after=${nextCursor}&wait=60`;
    const held = Array.from({ length: 20 }, () =>
      fetch(`${server.url}${path}`, { headers: organization.sign('GET', path, ''), signal: gone.signal }).catch(
        () => null,
      ),
    );
    await until(waiting, (count) => count === 20); // twice as many as there are connections
    await organization.call('get', path).expect(429);
    await organization.call('get', '/v1/request').expect(200);
    gone.abort();
    await Promise.all(held);
    await until(waiting, (count) => count === 0); // whoever has gone is not waited for
  });

  it('ends with the process', async () => {
    const own = await startServer({ playground: true, database: server.database });
    const answer = feed('after=latest&wait=60', organization.at(own));
    const waiters = own.app.get<LogWatch, { waiters: Set<unknown> }>(LogWatch, { strict: false });
    await until(
      () => waiters.waiters.size,
      (count) => count === 1,
    );
    const stopped = own.stop();
    expect((await answer).data).toEqual([]);
    await stopped;
  });
});

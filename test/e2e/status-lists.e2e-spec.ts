import request from 'supertest';
import { Dids } from '../../src/modules/credentials/dids/find-did';
import { decodeList, isSet, KeysService, StatusLists, verifySecured, type StatusEntry } from '../../src/modules/keys';
import { UnitOfWork, type Transaction } from '../../src/platform/database';
import type { OrganizationId } from '../../src/platform/http';
import { aConsent, sql, type Created } from '../support/asking';
import { TestClock } from '../support/clock';
import { askDigitalBazaar } from '../support/digitalbazaar';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

interface HostedList {
  id: string;
  issuer: string;
  credentialSubject: { encodedList: string };
  proof: { created: string };
}

const clock = new TestClock(new Date('2026-02-01T12:00:00Z'));
let server: TestServer;
let mine: TestOrganization;
let lists: StatusLists;

beforeAll(async () => {
  server = await startServer({ clock, environment: { DELIVERY: 'off', PUBLIC_URL: 'https://placet.example' } });
  mine = await server.organization();
  lists = server.app.get(StatusLists);
});
afterAll(() => server.stop());
beforeEach(() => clock.advance({ minutes: 1 }));

const run = <T>(work: (tx: Transaction, org: OrganizationId) => Promise<T>, { entity } = mine): Promise<T> =>
  server.app.get(UnitOfWork).run(entity.id, (tx) => work(tx, entity.id));
const allocate = (ids: string[], by = mine) => run((tx, org) => lists.allocate(tx, org, ids, clock.now()), by);
const revoke = (ids: string[], by = mine) =>
  run((tx, org) => Promise.resolve(lists.revoke(tx, org, ids, clock.now())), by);

async function credentials(count: number, by = mine): Promise<string[]> {
  const asked = Array.from({ length: count }, (_, index) => aConsent(`Consent ${index}`));
  const { body } = await by.asks({ contacts: ['ana@example.com'], credentials: asked }).expect(201);
  return (body as Created).credentials.map(({ id }) => id);
}

const get = (entry: StatusEntry) => request(server.url).get(new URL(entry.statusListCredential).pathname);
async function isRevoked(entry: StatusEntry): Promise<boolean> {
  const { body } = await get(entry).expect(200);
  return isSet(await decodeList((body as HostedList).credentialSubject.encodedList), Number(entry.statusListIndex));
}

describe('A place in a status list', () => {
  it('is random, of its own, and stays', async () => {
    const ids = await credentials(30);
    const places = await allocate(ids);
    const positions = ids.map((id) => Number(places.get(id)!.statusListIndex));
    expect(new Set(positions).size).toBe(30);
    expect(Math.max(...positions) - Math.min(...positions)).toBeGreaterThan(30_000); // spread out, not counted up
    expect(await allocate([...ids].reverse())).toEqual(places);
    const entry = places.get(ids[0])!;
    expect(entry).toEqual({
      id: `${entry.statusListCredential}#${positions[0]}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(positions[0]),
      statusListCredential: expect.stringMatching(/^https:\/\/placet\.example\/v1\/via\/status\/[0-9a-f]{24}$/),
    });
  });

  it('is the same for many who ask at the same moment', async () => {
    const ids = await credentials(5);
    const all = await Promise.all(Array.from({ length: 10 }, () => allocate(ids)));
    expect(new Set(all.map((places) => JSON.stringify(ids.map((id) => places.get(id))))).size).toBe(1);
  });

  it('is in a new list when the old one has no room', async () => {
    const [first, second] = await credentials(2);
    const scarce = lists as unknown as { anyPosition: () => number };
    const position = jest.spyOn(scarce, 'anyPosition').mockReturnValue(7);
    const one = (await allocate([first])).get(first)!;
    const other = (await allocate([second])).get(second)!;
    position.mockRestore();
    expect([one.statusListIndex, other.statusListIndex]).toEqual(['7', '7']);
    expect(other.statusListCredential).not.toBe(one.statusListCredential);
  });

  it('belongs to an organization: another one cannot take it or revoke it', async () => {
    const [id] = await credentials(1);
    const entry = (await allocate([id])).get(id)!;
    const stranger = await server.organization();
    await expect(allocate([id], stranger)).rejects.toThrow();
    await revoke([id], stranger);
    expect(await isRevoked(entry)).toBe(false);
  });
});

describe('The hosted list', () => {
  it('shows exactly what was revoked, from the next look on', async () => {
    const ids = await credentials(3);
    const places = await allocate(ids);
    const entries = ids.map((id) => places.get(id)!);
    expect(await Promise.all(entries.map(isRevoked))).toEqual([false, false, false]);
    await revoke([ids[1]]);
    expect(await Promise.all(entries.map(isRevoked))).toEqual([false, true, false]);
    await revoke(ids);
    expect(await Promise.all(entries.map(isRevoked))).toEqual([true, true, true]);
  });

  it('is signed once and the same bytes until it changes; who has it already is told so', async () => {
    const [id] = await credentials(1);
    const entry = (await allocate([id])).get(id)!;
    const first = await get(entry).expect(200).expect('Cache-Control', 'public, max-age=300');
    clock.advance({ minutes: 1 });
    expect((await get(entry).expect(200)).text).toBe(first.text);
    const tag = first.headers.etag;
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    expect((await get(entry).set('If-None-Match', tag).expect(304)).text).toBe('');
    await revoke([id]);
    const changed = await get(entry).set('If-None-Match', tag).expect(200);
    expect(changed.headers.etag).not.toBe(tag);
    await revoke([id]); // again: nothing changes
    await get(entry).set('If-None-Match', changed.headers.etag).expect(304);
  });

  it('is a credential of the organization that outsiders verify', async () => {
    const [id] = await credentials(1);
    const { body } = await get((await allocate([id])).get(id)!).expect(200);
    const { resolve } = server.app.get(Dids);
    expect(await verifySecured(body, resolve, clock.now())).toMatchObject({ verified: true });
    const document = (await resolve((body as HostedList).issuer))!;
    expect(askDigitalBazaar(body as object, [document], clock.now().toISOString()).reasons).toEqual([]);
  });

  it('is signed anew when its key was compromised', async () => {
    const stranger = await server.organization();
    const [id] = await credentials(1, stranger);
    const entry = (await allocate([id], stranger)).get(id)!;
    const { text } = await get(entry).expect(200);
    const keys = server.app.get(KeysService);
    await run(async (tx, org) => {
      const [{ publicKey }] = await keys.published(tx, org, stranger.entity.did);
      await keys.revoke(tx, org, stranger.entity.did, publicKey, clock.now());
    }, stranger);
    const again = await get(entry).expect(200);
    expect(again.text).not.toBe(text);
    const { resolve } = server.app.get(Dids);
    expect((await verifySecured(JSON.parse(text), resolve, clock.now())).verified).toBe(false);
    expect((await verifySecured(again.body, resolve, clock.now())).verified).toBe(true);
  });

  it('survives revocations and readers at the same moment', async () => {
    const ids = await credentials(20);
    const places = await allocate(ids);
    await Promise.all(ids.flatMap((id) => [revoke([id]), get(places.get(id)!)]));
    expect(await Promise.all(ids.map((id) => isRevoked(places.get(id)!)))).toEqual(ids.map(() => true));
  });

  it('is found by its id only', async () => {
    await request(server.url)
      .get(`/v1/via/status/${'0'.repeat(24)}`)
      .expect(404);
    await request(server.url).get('/v1/via/status/1').expect(400);
  });

  it('keeps the database from holding a place twice', async () => {
    const twice = sql(server.database, 'INSERT INTO status_entries SELECT * FROM status_entries LIMIT 1');
    await expect(twice).rejects.toMatchObject({ code: '23505' });
  });
});

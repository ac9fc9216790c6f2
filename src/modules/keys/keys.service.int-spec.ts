import { sign, verify } from 'node:crypto';
import { dump, sql } from '../../../test/support/asking';
import { startServer, type TestOrganization, type TestServer } from '../../../test/support/server';
import { UnitOfWork } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { Envelopes } from '../../platform/secrets';
import { CurrentKeys } from './current-keys';
import { KeysService } from './keys.service';
import { decodeMultikey } from './multikey';
import type { SigningKey } from './signing-key';

let server: TestServer;
let organization: TestOrganization;
let org: OrganizationId;
let keys: KeysService;
let unitOfWork: UnitOfWork;
const at = new Date('2026-02-01T00:00:00Z');

beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
  org = organization.entity.id;
  keys = server.app.get(KeysService);
  unitOfWork = server.app.get(UnitOfWork);
});
afterAll(() => server.stop());

const sealer = () => server.app.get(Envelopes).sealer();
const ensure = (...dids: string[]): Promise<SigningKey[]> =>
  unitOfWork.run(org, async (tx) => {
    const found = await keys.ensureKeys(tx, org, dids, at, sealer());
    return dids.map((did) => found.get(did)!);
  });
const published = (did: string) => unitOfWork.read(org, (tx) => keys.published(tx, org, did));
const person = (index: number) => keys.mintDid('user', index.toString(16).padStart(24, '0'));

describe('The keys of DIDs', () => {
  it('are made once, for many DIDs together, and are the same from then on', async () => {
    const dids = Array.from({ length: 100 }, (_, index) => person(index));
    const first = await ensure(...dids);
    expect(new Set(first.map(({ publicKey }) => publicKey)).size).toBe(100);
    expect((await ensure(...dids)).map(({ publicKey }) => publicKey)).toEqual(first.map(({ publicKey }) => publicKey));
  });

  it('sign what their public half verifies, in another process as well', async () => {
    const [made] = await ensure(person(200));
    const other = new KeysService(server.settings, new CurrentKeys(server.app.get(Envelopes)));
    const found = await unitOfWork.run(org, (tx) => other.ensureKeys(tx, org, [made.did], at, sealer()));
    const { privateKey, publicKey } = found.get(made.did)!;
    expect(privateKey.equals(made.privateKey)).toBe(true);
    const signature = sign(null, Buffer.from('content'), privateKey);
    expect(verify(null, Buffer.from('content'), decodeMultikey(publicKey)!, signature)).toBe(true);
  });

  it('are the same for twenty that want them at the same moment', async () => {
    const dids = [person(300), person(301), person(302)];
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, turn) => ensure(...(turn % 2 ? dids : [...dids].reverse()))),
    );
    const seen = all.flat().map(({ did, publicKey }) => `${did} ${publicKey}`);
    expect(new Set(seen).size).toBe(3);
  });

  it('show nothing of their private half in the database', async () => {
    const [{ privateKey }] = await ensure(person(400));
    const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
    const content = await dump(server.database);
    expect(content).not.toContain(pkcs8.subarray(-32).toString('latin1'));
    expect(content).not.toContain(pkcs8.subarray(-32).toString('hex'));
  });

  it('belong to one organization: another one neither sees nor uses them', async () => {
    const [{ did }] = await ensure(person(500));
    const theirs = (await server.organization()).entity.id;
    expect(await unitOfWork.read(theirs, (tx) => keys.published(tx, theirs, did))).toEqual([]);
    const stolen = unitOfWork.run(theirs, (tx) => keys.ensureKeys(tx, theirs, [did], at, sealer()));
    await expect(stolen).rejects.toThrow('neither a key nor room for one');
  });
});

describe('Rotation and revocation', () => {
  const rotate = (did: string) => unitOfWork.run(org, (tx) => keys.rotate(tx, org, did, at, sealer()));
  const revoke = (did: string, publicKey: string) =>
    unitOfWork.run(org, (tx) => keys.revoke(tx, org, did, publicKey, at));

  it('a rotated key is followed by a new one and stays published', async () => {
    const [before] = await ensure(person(600));
    const after = await rotate(before.did);
    expect(after.publicKey).not.toBe(before.publicKey);
    expect((await ensure(before.did))[0].publicKey).toBe(after.publicKey);
    const shown = await published(before.did);
    expect(shown.find(({ publicKey }) => publicKey === before.publicKey)).toMatchObject({ retiredAt: at });
    expect(shown.find(({ publicKey }) => publicKey === after.publicKey)).toMatchObject({ retiredAt: null });
  });

  it('rotating at the same moment leaves one current key', async () => {
    const [{ did }] = await ensure(person(601));
    await Promise.all(Array.from({ length: 8 }, () => rotate(did)));
    const current = (await published(did)).filter(({ retiredAt, revokedAt }) => !retiredAt && !revokedAt);
    expect(current).toHaveLength(1);
  });

  it('a revoked key signs no more, whether it was current or retired; the first revocation counts', async () => {
    const [first] = await ensure(person(602));
    const second = await rotate(first.did);
    expect(await revoke(first.did, first.publicKey)).toBe(true);
    expect(await revoke(first.did, second.publicKey)).toBe(true);
    await unitOfWork.run(org, (tx) => keys.revoke(tx, org, first.did, first.publicKey, new Date('2027-01-01')));
    const [third] = await ensure(first.did);
    expect([first.publicKey, second.publicKey]).not.toContain(third.publicKey);
    const revoked = (await published(first.did)).filter(({ revokedAt }) => revokedAt);
    expect(revoked.map(({ revokedAt }) => revokedAt)).toEqual([at, at]);
  });

  it('a key that is not there cannot be revoked', async () => {
    expect(await revoke(person(603), 'z6Mkunknown')).toBe(false);
  });

  it('the database itself keeps two current keys of one DID apart', async () => {
    const [{ id }] = await ensure(person(604));
    const twice = sql(
      server.database,
      `INSERT INTO signing_keys (id, org_id, did, public_key, private_key, created_at)
       SELECT 'x', org_id, did, left(public_key, -1) || CASE right(public_key, 1) WHEN '2' THEN '3' ELSE '2' END, private_key, created_at
       FROM signing_keys WHERE id = $1`,
      [id],
    );
    await expect(twice).rejects.toMatchObject({ constraint: 'signing_keys_current_key' });
  });
});

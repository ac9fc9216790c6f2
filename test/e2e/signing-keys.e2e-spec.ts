import { KeysService } from '../../src/modules/keys';
import { UnitOfWork, type Transaction } from '../../src/platform/database';
import { Envelopes } from '../../src/platform/secrets';
import { aConsent } from '../support/asking';
import { askDigitalBazaar } from '../support/digitalbazaar';
import { approved, resolved, sealed, type Secured } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
let keys: KeysService;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
  keys = server.app.get(KeysService);
});
afterAll(() => server.stop());

const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  server.app.get(UnitOfWork).run(organization.entity.id, work);
const rotate = () => {
  const { id, did } = organization.entity;
  return inTransaction((tx) => keys.rotate(tx, id, did, new Date(), server.app.get(Envelopes).sealer()));
};
const revoke = (publicKey: string) => {
  const { id, did } = organization.entity;
  return inTransaction((tx) => keys.revoke(tx, id, did, publicKey, new Date()));
};
async function aSealedConsent(name: string): Promise<Secured> {
  const { credentials } = await approved(server, organization, { credentials: [aConsent(name)] });
  return (await sealed(organization, credentials[0].id)).w3cCredential;
}
const keyOf = ({ proof }: Secured): string => proof.verificationMethod.split('#')[1];
const verdict = async (credential: Secured) =>
  (await organization.call('post', '/v1/credential/verify', { credential })).body as {
    allowed: boolean;
    evaluations: { check: string; result: string; message: string }[];
  };
const judged = async (credential: Secured) => askDigitalBazaar(credential, [await resolved(server, credential.issuer)]);

describe('The key that an organization signs with', () => {
  let [before, after]: Secured[] = [];

  it('is rotated: what it has signed stays good, and the next one signs what comes', async () => {
    before = await aSealedConsent('Before');
    const { publicKey } = await rotate();
    after = await aSealedConsent('After');
    expect([keyOf(before) === publicKey, keyOf(after)]).toEqual([false, publicKey]);
    const { assertionMethod, authentication } = await resolved(server, before.issuer);
    expect(assertionMethod).toEqual([after, before].map(({ proof }) => proof.verificationMethod));
    expect(authentication).toEqual([after.proof.verificationMethod]);
    for (const credential of [before, after]) {
      expect(await verdict(credential)).toMatchObject({ allowed: true });
      expect(await judged(credential)).toMatchObject({ verified: true });
    }
  });

  it('is revoked: nothing it has signed is good, the answer says since when, and what others signed stays good', async () => {
    expect(await revoke(keyOf(before))).toBe(true);
    const denied = await verdict(before);
    expect(denied).toMatchObject({ allowed: false, reason: 'signature_invalid', retryable: false });
    expect(denied.evaluations).toContainEqual({
      check: 'credential.key',
      result: 'fail',
      message: expect.stringMatching(/^The key was revoked at \d{4}-/) as string,
    });
    expect(await judged(before)).toMatchObject({ verified: false });
    expect(await verdict(after)).toMatchObject({ allowed: true });
    expect(await judged(after)).toMatchObject({ verified: true });
  });

  it('makes a new one by itself when the last was revoked, and lists of revocations are signed anew', async () => {
    expect(await revoke(keyOf(after))).toBe(true);
    const next = await aSealedConsent('Next');
    expect(keyOf(next)).not.toBe(keyOf(after));
    expect(await verdict(next)).toMatchObject({ allowed: true });
    const list = await fetch(`${server.url}${new URL(next.credentialStatus!.statusListCredential).pathname}`);
    expect(((await list.json()) as Secured).proof.verificationMethod).toBe(next.proof.verificationMethod);
  });
});

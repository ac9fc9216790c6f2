import type { JsonObject } from '../../src/modules/keys';
import { aSampleIssuer, signedAt } from '../support/signed-sample';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { aCredential, aPresentation } from '../support/vc-api';

let server: TestServer;
let organization: TestOrganization;
const now = new Date('2026-07-01T11:00:00Z');
beforeAll(async () => {
  server = await startServer({ clock: { now: () => now }, environment: { DELIVERY: 'off', VC_API: 'on' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const key = aSampleIssuer();
const did = `did:key:${key.publicKey}`;
const stranger = { ...key, did, verificationMethod: `${did}#${key.publicKey}` };

/** VC Data Integrity 1.0, 2.1 and VCDM 2.0, 4.9: taken for UTC by whoever verifies, never written by whoever issues. */
describe('A time without an offset', () => {
  const signed = (times: JsonObject, created = '2026-07-01T10:00:00') =>
    signedAt(stranger, { ...aCredential({ issuer: did }), ...times }, created);
  const codes = async (credential: JsonObject): Promise<number[]> => {
    const presentation = aPresentation({ holder: did, verifiableCredential: [credential] });
    const presented = signedAt(stranger, presentation, '2026-07-01T10:00:00', 'authentication');
    const calls: [string, object][] = [
      ['/v1/credential/verify', { credential }],
      ['/vc-api/credentials/verify', { verifiableCredential: credential }],
      ['/vc-api/presentations/verify', { verifiablePresentation: presented }],
    ];
    const answered: number[] = [];
    for (const [path, body] of calls) answered.push((await organization.call('post', path, body)).status);
    return answered;
  };

  it('is one in UTC, wherever something is verified', async () => {
    expect(await codes(signed({ validFrom: '2026-07-01T10:00:00', validUntil: '2026-07-01T11:00:01' }))).toEqual([
      ...[200, 200, 200],
    ]);
    expect(await codes(signed({ validUntil: '2026-07-01T11:00:00' }))).toEqual([403, 400, 400]);
    expect(await codes(signed({ validFrom: '2026-07-01T11:06:00' }))).toEqual([403, 400, 400]);
    expect(await codes(signed({}, '2026-07-01T11:06:00'))).toEqual([403, 400, 400]);
    expect(await codes(signed({ validUntil: '2026-07-02' }))).toEqual([403, 400, 400]);
  });

  it('is refused of what is to be issued', async () => {
    for (const times of [{ validFrom: '2026-07-01T10:00:00' }, { validUntil: '2026-07-01T11:00:01' }])
      await organization.call('post', '/vc-api/credentials/issue', { credential: aCredential(times) }).expect(400);
    const options = { created: '2026-07-01T10:00:00' };
    await organization.call('post', '/vc-api/credentials/issue', { credential: aCredential(), options }).expect(400);
  });
});

import { Person } from '../support/answering';
import { aConsent, sql, type Created } from '../support/asking';
import { TestClock } from '../support/clock';
import { askDigitalBazaar } from '../support/digitalbazaar';
import { resolved, sealed, shown, type Secured } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock();
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ clock });
  organization = await server.organization();
});
afterAll(() => server.stop());
beforeEach(() => clock.advance({ minutes: 1 }));

interface Approved {
  id: string;
  credential: Secured;
  person: Person;
}

async function approved(more: object = {}): Promise<Approved> {
  const body = { contacts: ['ana@example.com'], credentials: [{ ...aConsent(), ...more }] };
  const asked = (await organization.asks(body).expect(201)).body as Created;
  const [{ id }] = asked.credentials;
  const person = await Person.inside(server, asked);
  await person.accepts(id);
  await person.finishes();
  return { id, person, credential: (await sealed(organization, id)).w3cCredential };
}

/** What somebody says who knows nothing of this server but what it publishes. */
async function judged(credential: Secured) {
  const { pathname } = new URL(credential.credentialStatus!.statusListCredential);
  const list = (await (await fetch(`${server.url}${pathname}`)).json()) as { id: string };
  const issuer = await resolved(server, credential.issuer);
  return askDigitalBazaar(credential, [issuer, list], clock.now().toISOString());
}

const verdict = async (credential: Secured) =>
  (await organization.call('post', '/v1/credential/verify', { credential })).body as object;
/** What came of the wish to present it. */
const presented = async (id: string): Promise<string | undefined> => {
  clock.advance({ seconds: 1 }); // the same call at the same moment would be the same call
  const { body } = await organization.call('post', `/v1/credential/vp/${id}`, {});
  return (body as { code?: string }).code;
};
const statusOf = async (id: string) => {
  const { status, statusReason } = (await shown(organization, id)).credential;
  return [status, statusReason];
};

describe('A credential is good, for us and for anybody else,', () => {
  it('until the organization revokes it', async () => {
    const { id, credential } = await approved();
    const neighbour = await approved({ name: 'Another' });
    expect(await judged(credential)).toEqual({ verified: true, proofs: [true], status: true, reasons: [] });
    expect(await statusOf(id)).toEqual(['APPROVED', undefined]);
    expect(await presented(id)).toBeUndefined();
    await organization.call('post', `/v1/credential/vp/${id}`, { challenge: 'x' }).expect(400);
    await organization.call('delete', `/v1/credential/revoke/${id}`, { reason: 'Left' }).expect(200);
    expect(await judged(credential)).toMatchObject({ verified: false, proofs: [true], status: false });
    expect(await verdict(credential)).toMatchObject({ allowed: false, reason: 'credential_revoked', retryable: false });
    expect(await statusOf(id)).toEqual(['REVOKED', 'REVOKED']);
    expect(await presented(id)).toBe('request_closed');
    expect(await judged(neighbour.credential)).toMatchObject({ verified: true, status: true });
  });

  it('until the person takes it back', async () => {
    const { id, credential, person } = await approved();
    expect(await person.withdraws(id)).toEqual({ withdrawn: true });
    expect(await judged(credential)).toMatchObject({ verified: false, proofs: [true], status: false });
    expect(await verdict(credential)).toMatchObject({ allowed: false, reason: 'credential_revoked' });
    expect(await statusOf(id)).toEqual(['REVOKED', 'WITHDRAWN']);
    expect(await presented(id)).toBe('request_closed');
  });

  it('until its time is over', async () => {
    const validUntil = new Date(clock.now().getTime() + 3_600_000).toISOString();
    const { id, credential } = await approved({ validUntil });
    expect(await judged(credential)).toMatchObject({ verified: true });
    clock.advance({ hours: 1, minutes: 6 }); // the other's clock may be five minutes late
    expect(await judged(credential)).toMatchObject({ verified: false });
    expect(await verdict(credential)).toMatchObject({ allowed: false, reason: 'expired', retryable: false });
    expect(await statusOf(id)).toEqual(['REVOKED', 'EXPIRED']);
    expect(await presented(id)).toBe('request_closed');
  });

  it('and keeps the first reason: revoking what is over is a fact of its own, once', async () => {
    const validUntil = new Date(clock.now().getTime() + 3_600_000).toISOString();
    const { id, credential } = await approved({ validUntil });
    clock.advance({ hours: 1 });
    const revoke = () => organization.call('delete', `/v1/credential/revoke/${id}`, { reason: 'Lost as well' });
    await revoke().expect(200);
    expect(await statusOf(id)).toEqual(['REVOKED', 'EXPIRED']);
    expect(await judged(credential)).toMatchObject({ status: false });
    clock.advance({ seconds: 1 });
    expect((await revoke().expect(409)).body).toMatchObject({ code: 'request_closed' });
    const kinds = `SELECT kind FROM evidence WHERE subject_id = $1 AND kind = 'credential.revoked'`;
    expect(await sql(server.database, kinds, [id])).toHaveLength(1);
  });
});

import { verifyFile } from '../../src/modules/verifier/checking/verify-file';
import { writeArchive, readArchive } from '../../src/modules/verifier/checking/bundle/read-archive';
import { Person } from '../support/answering';
import { aConsent, aDocument, aMandate, sql, type Created } from '../support/asking';
import { bundleOf, bundlePath } from '../support/bundle';
import { firstOf, knowing } from '../support/checking';
import { TestClock } from '../support/clock';
import { eventually } from '../support/eventually';
import { linkIn, sentBy } from '../support/mailbox';
import { pdfs } from '../support/pdfs';
import { resolved, sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock(new Date('2026-11-24T09:00:00.000Z'));
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ clock, environment: { PUBLIC_URL: 'https://placet.example.com' } });
  organization = await server.organization({ name: 'Meridian' });
});
afterAll(() => server.stop());
beforeEach(() => clock.advance({ seconds: 1 }));

let people = 0;
interface Asked {
  created: Created;
  id: string;
  /** The contacts of who accepts first, and of who then does something else. */
  contacts: string[];
}

/** Ana and Ben are asked, and Ana has accepted everything. */
async function halfAccepted(credential: object, body: object = {}): Promise<Asked> {
  const contacts = [`ana${++people}@example.com`, `ben${people}@example.com`];
  const asking = { contacts, name: 'Working together', credentials: [credential], ...body };
  const created = (await organization.asks(asking).expect(201)).body as Created;
  const ana = await Person.inside(server, created, 0);
  for (const { id } of created.credentials) await ana.accepts(id);
  expect(await ana.finishes()).toEqual({ finished: true });
  return { created, id: created.credentials[0].id, contacts };
}

async function benDoes(created: Created, act: (ben: Person, ids: string[]) => Promise<unknown>): Promise<void> {
  const ben = await Person.inside(server, created, 1);
  await act(
    ben,
    created.credentials.map(({ id }) => id),
  );
  expect(await ben.finishes()).toEqual({ finished: true });
}

const cancels = (created: Created) => organization.call('delete', `/v1/request/${created.id}`).expect(200);
const ENDS: Record<string, [optional: boolean, end: (asked: Asked) => Promise<unknown>]> = {
  SKIPPED: [true, ({ created }) => benDoes(created, (ben, [id]) => ben.skips(id))],
  EXPIRED: [false, () => Promise.resolve(clock.advance({ hours: 24 * 31 }))],
  CANCELED: [false, ({ created }) => cancels(created)],
};

const messagesTo = (contact: string) => sentBy(server).filter(({ to }) => to === contact);
/** The message that says that it came to nothing: the second one, after the invitation. */
const told = (contact: string) =>
  eventually(() => {
    const messages = messagesTo(contact);
    expect(messages).toHaveLength(2);
    return messages[1];
  });
async function verdictOf(zip: Buffer): Promise<string> {
  const own = await resolved(server, `did:web:placet.example.com:o:${organization.entity.id}`);
  return firstOf(await verifyFile(zip, knowing([own], { now: clock.now() })));
}

describe.each(Object.entries(ENDS))(
  'What one had accepted, and then came to nothing: %s',
  (reason, [optional, end]) => {
    let asked: Asked;
    beforeAll(async () => {
      clock.advance({ seconds: 1 });
      const document = { ...aDocument(pdfs.a4()), required: !optional };
      asked = await halfAccepted(document, { name: `Lease ${reason}` });
    });

    it('is not proved before it ended', async () => {
      const { body } = (await organization.call('get', bundlePath(asked.id)).expect(409)) as { body: { code: string } };
      expect(body.code).toBe('not_decided_yet');
      const { body: shown } = await organization.call('get', `/v1/credential/${asked.id}`).expect(200);
      expect(shown).toMatchObject({ credential: { status: 'PENDING', sealing: null }, w3cCredential: null });
    });

    it('has a bundle that says so and why, and that checks', async () => {
      await end(asked);
      const { w3cCredential } = await sealed(organization, asked.id);
      expect(w3cCredential).toMatchObject({
        type: ['VerifiableCredential', 'UndecidedRecord'],
        cameToNothing: { reason },
        evidence: [{ action: 'ACCEPT' }],
      });
      expect(w3cCredential.credentialStatus).toBeUndefined();
      const bundle = await bundleOf(organization, asked.id);
      expect(bundle.names).toContain('original.pdf');
      expect(bundle.names.filter((name) => name.startsWith('decisions/'))).toHaveLength(1);
      expect(bundle.names).not.toContain('document.pdf');
      expect(bundle.bytes('README.txt').toString('utf8').replace(/\s+/g, ' ')).toContain('CAME TO NOTHING on ');
      expect(await verdictOf(bundle.zip)).toBe('good');
    });

    it('is told to who had accepted it, once, and to nobody else', async () => {
      const [ana, ben] = asked.contacts;
      const { subject, text } = await told(ana);
      expect(subject).toContain('Something you accepted came to nothing');
      expect(text).toContain('before everybody who was asked had accepted');
      expect(linkIn(text)?.slice(-24)).toBe(asked.created.subjects[0].link!.slice(-24));
      expect(messagesTo(ben)).toHaveLength(1);
    });

    it('allows nothing', async () => {
      const { w3cCredential } = await sealed(organization, asked.id);
      const { body } = await organization
        .call('post', '/v1/credential/verify', { credential: w3cCredential })
        .expect(403);
      expect(body).toMatchObject({ allowed: false });
      await organization.call('post', `/v1/credential/vp/${asked.id}`, {}).expect(409);
    });
  },
);

describe('Who had accepted', () => {
  it('is told of a reject by somebody else, after which the proof is the record of the reject', async () => {
    const { created, id, contacts } = await halfAccepted(aConsent());
    await benDoes(created, (ben) => ben.rejects(id, 'No'));
    expect((await sealed(organization, id)).w3cCredential.type).toContain('RejectionRecord');
    expect((await told(contacts[0])).subject).toContain('Working together');
    expect(messagesTo(contacts[1])).toHaveLength(1);
  });

  it('is written to once, however much of a request comes to nothing at the same time', async () => {
    const { created, contacts } = await halfAccepted(aConsent('One'), {
      credentials: [aConsent('One'), aConsent('Two'), aMandate()],
    });
    await cancels(created);
    for (const { id } of created.credentials) await sealed(organization, id);
    await told(contacts[0]);
    const queued = `SELECT count(*)::int AS count FROM notifications WHERE request_id = $1 AND kind = 'CAME_TO_NOTHING'`;
    expect(await sql(server.database, queued, [created.id])).toEqual([{ count: 1 }]);
  });

  it('is not written to about what this person took back, and the record says who ended it', async () => {
    const { created, id, contacts } = await halfAccepted(aConsent());
    const ana = Person.of(server, created);
    clock.advance({ hours: 1 });
    expect(await ana.asksForCode()).toMatchObject({ sent: true });
    const { text } = await told(contacts[0]);
    await ana.enters(/\b\d{6}\b/.exec(text)![0]);
    expect(await ana.withdraws(id)).toEqual({ withdrawn: true });
    const { w3cCredential } = await sealed(organization, id);
    expect(w3cCredential).toMatchObject({ type: ['VerifiableCredential', 'UndecidedRecord'] });
    expect(await verdictOf((await bundleOf(organization, id)).zip)).toBe('good');
    expect(messagesTo(contacts[0]).map(({ subject }) => subject)).not.toContainEqual(
      expect.stringContaining('came to nothing'),
    );
  });

  it('keeps the first reason: taking it back afterwards changes no record', async () => {
    const { created, id, contacts } = await halfAccepted(aConsent());
    clock.advance({ hours: 24 * 31 });
    const before = (await sealed(organization, id)).w3cCredential;
    await told(contacts[0]);
    const ana = Person.of(server, created);
    expect(await ana.asksForCode()).toMatchObject({ sent: true });
    const code = await eventually(() => {
      const found = messagesTo(contacts[0]).at(2);
      if (!found) throw new Error('No code yet');
      return /\b\d{6}\b/.exec(found.text)![0];
    });
    await ana.enters(code);
    expect((await ana.sees()).items[0]).toMatchObject({ status: 'REVOKED', statusReason: 'EXPIRED' });
    expect(await ana.withdraws(id)).toEqual({ withdrawn: true });
    expect((await sealed(organization, id)).w3cCredential).toEqual(before);
    const bundle = await bundleOf(organization, id);
    expect(bundle.bytes('log.json').toString('utf8')).toContain('decision.withdrawn');
    expect(await verdictOf(bundle.zip)).toBe('good');
  });

  it('is not written to where the organization delivers everything itself', async () => {
    const own = await server.organization({ codeDelivery: 'RETURN' });
    const created = (
      await own.asks({ contacts: ['x@example.com', 'y@example.com'], credentials: [aConsent()] }).expect(201)
    ).body as Created;
    const ana = await Person.inside(server, created, 0);
    await ana.accepts(created.credentials[0].id);
    await ana.finishes();
    await own.call('delete', `/v1/request/${created.id}`).expect(200);
    await sealed(own, created.credentials[0].id);
    expect(await sql(server.database, 'SELECT 1 FROM notifications WHERE request_id = $1', [created.id])).toEqual([]);
  });
});

describe('What nobody has decided', () => {
  it('has nothing to prove', async () => {
    const body = { contacts: ['zoe@example.com'], credentials: [aConsent()] };
    const created = (await organization.asks(body).expect(201)).body as Created;
    await cancels(created);
    const answer = await organization.call('get', bundlePath(created.credentials[0].id)).expect(409);
    expect(answer.body).toMatchObject({ code: 'request_closed' });
    expect(String((answer.body as { detail: string }).detail)).toContain(
      'before anybody had answered (REVOKED, CANCELED)',
    );
  });
});

describe('A record that was changed', () => {
  it('is found out: another reason, another type, or no reason', async () => {
    const { created, id } = await halfAccepted(aConsent());
    await cancels(created);
    await sealed(organization, id);
    const files = readArchive((await bundleOf(organization, id)).zip);
    for (const [from, to] of [
      ['"CANCELED"', '"SKIPPED"'],
      ['UndecidedRecord', 'ConsentCredential'],
      ['cameToNothing', 'cameToSomething'],
    ]) {
      const changed = files.map((file) =>
        file.name === 'credential.json'
          ? { ...file, bytes: Buffer.from(file.bytes.toString().replace(from, to)) }
          : file,
      );
      expect(await verdictOf(writeArchive(changed, 0))).toMatch(/^wrong: /);
    }
  });
});

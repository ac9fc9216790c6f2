import { aConsent, sql, type Created, type Refused } from '../support/asking';
import { TestClock } from '../support/clock';
import { PersonToIdentify } from '../support/identified';
import { anIdentity } from '../support/people';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { ScriptedIdentityModule } from '../../src/playground/identity/scripted-identity.module';
import { scriptedDocument } from '../../src/playground/identity/scripted-provider';

const clock = new TestClock();
let server: TestServer;
let [mine, theirs]: TestOrganization[] = [];
beforeAll(async () => {
  const additions = [ScriptedIdentityModule];
  server = await startServer({ playground: true, additions, clock, environment: { DELIVERY: 'off' } });
  mine = await server.organization({ codeDelivery: 'SEND_AND_RETURN' });
  theirs = await server.organization({ codeDelivery: 'SEND_AND_RETURN' });
});
afterAll(() => server.stop());

let people = 0;
const aContact = () => `p${++people}@example.com`;
const ask = async (securityLevel: string, contacts: string[] = [aContact()], more: object = {}, by = mine) =>
  (await by.asks({ contacts, credentials: [aConsent()], securityLevel, ...more }).expect(201)).body as Created;
const inside = (created: Created, index = 0) => PersonToIdentify.inside(server, created, index);

interface Attempt {
  status: string;
  reason: string | null;
  passed_on: boolean | null;
  has_content: boolean;
  facts: Record<string, unknown>;
}
const attempts = ({ id }: Created) =>
  sql<Attempt>(
    server.database,
    `SELECT status, reason, passed_on, content IS NOT NULL AS has_content, facts FROM identity_verifications
     WHERE request_id = $1 ORDER BY started_at, id`,
    [id],
  );

describe('Each level, from the code to the answer', () => {
  it('CONTACT asks for nothing more', async () => {
    const ana = await inside(await ask('CONTACT'));
    expect(await ana.sends('/identity/start', { provider: 'scripted' })).toBe('/identity');
    await ana
      .get('/identity')
      .expect(303)
      .expect('Location', /\/answer$/);
    expect(await ana.answers()).toBe('/done?now');
  });

  it('ORGANIZATION_KYC is met by a confirmed identity on file, which is shown only in part', async () => {
    const created = await ask('ORGANIZATION_KYC');
    const identity = anIdentity({ fullName: 'Ana Maria Silva', birth: '1990-05-31' });
    await mine.call('post', '/v1/user', [{ contact: created.subjects[0].contact, identity }]).expect(200);
    const ana = await inside(created);
    const page = await ana.step();
    expect(page).toContain('A••• M••• S•••');
    expect(page).toContain('>1990<');
    for (const secret of ['Maria', 'Silva', identity.docId, '05-31']) expect(page).not.toContain(secret);
    expect(await ana.answers()).toBe('nothing to answer');
    await ana.post('/identity/confirm', { me: 'YES' }).expect(303);
    expect(await ana.answers()).toBe('/done?now');
    expect(await attempts(created)).toMatchObject([{ status: 'VERIFIED', facts: { documentCountry: 'PRT' } }]);
  });

  it.each(['ORGANIZATION_KYC', 'HUMANOS_KYC', 'HUMANOS_REVALIDATION'])(
    '%s is met by a verification now, and by nothing before it',
    async (level) => {
      const created = await ask(level);
      const ana = await inside(created);
      expect(await ana.answers()).toBe('nothing to answer');
      const page = await ana.isIdentified('pass');
      expect(page).toContain('It is confirmed who you are.');
      expect(await ana.answers()).toBe('/done?now');
      const [{ facts, has_content }] = await attempts(created);
      expect(facts).toMatchObject({ issuer: 'playground', documentCountry: 'PRT', documentType: 'ID_CARD' });
      expect(facts.nothingToMatch).toBe(level === 'HUMANOS_REVALIDATION' ? true : undefined);
      expect(JSON.stringify(facts)).not.toMatch(/\d{8}/);
      expect(has_content).toBe(false); // nobody agreed that it is passed on
    },
  );

  it('HUMANOS_KYC is met once for 365 days; HUMANOS_REVALIDATION each time anew', async () => {
    const contact = aContact();
    await (await inside(await ask('HUMANOS_KYC', [contact]))).isIdentified('pass');
    const second = await inside(await ask('HUMANOS_KYC', [contact]));
    expect(await second.answers()).toBe('/done?now');
    const again = await inside(await ask('HUMANOS_REVALIDATION', [contact]));
    expect(await again.answers()).toBe('nothing to answer');
    await again.isIdentified('pass');
    expect(await again.answers()).toBe('/done?now');
    clock.advance({ hours: 365 * 24 });
    const later = await inside(await ask('HUMANOS_KYC', [contact]));
    expect(await later.answers()).toBe('nothing to answer');
  });
});

describe('What one contact or organization has shown', () => {
  it('counts for no other contact, not even of the same person and request', async () => {
    const [one, other] = [aContact(), aContact()];
    await mine.call('post', '/v1/user', [{ contact: one }]).expect(200);
    await mine.call('post', '/v1/user/contact', { contact: one, newContact: other }).expect(200);
    const created = await ask('HUMANOS_KYC', [one, other]);
    const [byOne, byOther] = [await inside(created, 0), await inside(created, 1)];
    await byOne.isIdentified('pass');
    expect(await byOther.answers()).toBe('nothing to answer');
    expect(await byOne.answers()).toBe('/done?now');
  });

  it('counts for another organization only where nobody but the person knew the code', async () => {
    const contact = aContact();
    await (await inside(await ask('HUMANOS_KYC', [contact]))).isIdentified('pass');
    const elsewhere = await inside(await ask('HUMANOS_KYC', [contact], {}, theirs));
    expect(await elsewhere.answers()).toBe('nothing to answer');
    await sql(server.database, `UPDATE page_sessions SET code_seen_by = 'PERSON' WHERE contact = $1`, [contact]);
    expect(await elsewhere.answers()).toBe('nothing to answer'); // the first organization had seen its code
    await elsewhere.isIdentified('pass');
    const third = await inside(await ask('HUMANOS_KYC', [contact]));
    await sql(server.database, `UPDATE page_sessions SET code_seen_by = 'PERSON' WHERE contact = $1`, [contact]);
    expect(await third.answers()).toBe('/done?now');
  });
});

describe('A verification that is no pass', () => {
  it.each([
    ['fail', 'FAILED', 'not_confirmed', 'It could not be confirmed that this request is for you'],
    ['stop', 'FAILED', 'denied', 'You stopped before it was finished'],
    ['expired', 'EXPIRED', 'timeout', 'It was not finished in time'],
    ['down', 'PENDING', 'provider_unavailable', 'The service does not answer at the moment'],
  ])('%s', async (outcome, status, reason, words) => {
    const created = await ask('HUMANOS_KYC');
    const ana = await inside(created);
    expect(await ana.isIdentified(outcome)).toContain(words);
    expect(await attempts(created)).toMatchObject([{ status, reason }]);
    expect(await ana.answers()).toBe('nothing to answer');
    await ana.isIdentified('pass');
    expect(await ana.answers()).toBe('/done?now');
  });

  it.each([
    ['other', 'mismatch'],
    ['renewed', 'document_renewed'],
  ])('to a person who was known as somebody else (%s) is told to the organization only', async (outcome, reason) => {
    const contact = aContact();
    await (await inside(await ask('HUMANOS_KYC', [contact]))).isIdentified('pass');
    const created = await ask('HUMANOS_REVALIDATION', [contact]);
    const page = await (await inside(created)).isIdentified(outcome);
    expect(page).toContain('It could not be confirmed that this request is for you');
    expect(page).not.toMatch(/mismatch|renewed|Rui/);
    expect(await attempts(created)).toMatchObject([{ status: 'FAILED', reason, has_content: false }]);
  });

  it('waits for a provider that takes its time, on whichever device', async () => {
    const created = await ask('HUMANOS_KYC');
    const ana = await inside(created);
    expect(await ana.isIdentified('slow')).toContain('Not finished yet');
    expect(await ana.answers()).toBe('nothing to answer');
    await ana.post('/identity/again', {}).expect(303);
    expect(await ana.answers()).toBe('/done?now');
  });

  it.each(['pass', 'fail', 'slow', 'expired'])('and one that is: kyc-%s@ need choose nothing', async (outcome) => {
    const created = await ask('HUMANOS_KYC', [`kyc-${outcome}+${++people}@example.com`]);
    await (await inside(created)).isIdentified();
    const status = { pass: 'VERIFIED', fail: 'FAILED', slow: 'PENDING', expired: 'EXPIRED' }[outcome];
    expect(await attempts(created)).toMatchObject([{ status }]);
  });

  it('five times is the last time', async () => {
    const created = await ask('HUMANOS_KYC');
    const ana = await inside(created);
    for (let round = 0; round < 5; round++) await ana.isIdentified('fail');
    expect(await ana.step()).toContain('There were too many attempts');
    await ana.post('/identity/start', { provider: 'scripted' }).expect(303);
    expect(await attempts(created)).toHaveLength(5);
  });

  it('is "no, that is somebody else" of an identity on file', async () => {
    const created = await ask('ORGANIZATION_KYC');
    await mine.call('post', '/v1/user', [{ contact: created.subjects[0].contact, identity: anIdentity() }]).expect(200);
    const ana = await inside(created);
    await ana.post('/identity/confirm', { me: 'NO' }).expect(303);
    await ana.post('/identity/confirm', { me: 'YES' }).expect(303); // it was answered
    expect(await attempts(created)).toMatchObject([{ status: 'FAILED', reason: 'not_me' }]);
    expect(await ana.answers()).toBe('nothing to answer');
    await ana.isIdentified('pass');
    expect(await ana.answers()).toBe('/done?now');
  });
});

describe('The document that is expected', () => {
  it('meets the level and no other does, whether it was shown before or now', async () => {
    const contact = aContact();
    const document = scriptedDocument(contact);
    const expecting = (docId: string) => ({ expectedDocIds: [{ contact, docId }] });
    const wrong = await ask('HUMANOS_KYC', [contact], expecting('00 00'));
    expect(await (await inside(wrong)).isIdentified('pass')).toContain('One particular document of yours is expected');
    expect(await attempts(wrong)).toMatchObject([{ status: 'FAILED', reason: 'document_mismatch' }]);
    const spaced = `${document.slice(0, 4)} ${document.slice(4)}`;
    const right = await inside(await ask('HUMANOS_KYC', [contact], expecting(spaced)));
    await right.isIdentified('pass');
    expect(await right.answers()).toBe('/done?now');
    const later = await inside(await ask('HUMANOS_KYC', [contact], expecting('99999999')));
    expect(await later.answers()).toBe('nothing to answer');
  });

  it('is kept as a keyed hash', async () => {
    const contact = aContact();
    const { id } = await ask('HUMANOS_KYC', [contact], { expectedDocIds: [{ contact, docId: 'SECRET123' }] });
    const [row] = await sql<{ kept: Buffer }>(
      server.database,
      'SELECT expected_document AS kept FROM request_subjects WHERE request_id = $1',
      [id],
    );
    expect(row.kept).toHaveLength(32);
    expect(row.kept.toString('latin1')).not.toContain('SECRET');
  });

  it.each([
    ['CONTACT', [{ contact: 'a@example.com', docId: '1' }], 'expectedDocIds'],
    ['HUMANOS_KYC', [{ contact: 'b@example.com', docId: '1' }], 'expectedDocIds[0].contact'],
    ['HUMANOS_KYC', [{ contact: 'no contact', docId: '1' }], 'expectedDocIds[0].contact'],
    ['HUMANOS_KYC', [{ contact: 'a@example.com', docId: '  ' }], 'expectedDocIds[0].docId'],
    [
      'HUMANOS_KYC',
      [
        { contact: 'a@example.com', docId: '1' },
        { contact: 'A@EXAMPLE.com', docId: '2' },
      ],
      'expectedDocIds[1].contact',
    ],
  ])('is refused where it makes no sense (%s, %j)', async (securityLevel, expectedDocIds, field) => {
    const body = { contacts: ['a@example.com'], credentials: [aConsent()], securityLevel, expectedDocIds };
    const { errors } = (await mine.asks(body).expect(400)).body as Refused;
    expect(errors.map((error) => error.field)).toEqual([field]);
  });
});

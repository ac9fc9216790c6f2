import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Envelopes } from '../../src/platform/secrets';
import { ScriptedIdentityModule } from '../../src/playground/identity/scripted-identity.module';
import { scriptedDocument } from '../../src/playground/identity/scripted-provider';
import { aConsent, dump, sql, type Created } from '../support/asking';
import { TestClock } from '../support/clock';
import { PersonToIdentify } from '../support/identified';
import { anIdentity } from '../support/people';
import { sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

const clock = new TestClock();
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ playground: true, additions: [ScriptedIdentityModule], clock });
  organization = await server.organization({ codeDelivery: 'SEND_AND_RETURN' });
});
afterAll(() => server.stop());

let people = 0;
const aContact = () => `p${++people}@example.com`;
const ask = async (securityLevel: string, contact = aContact()): Promise<Created> =>
  (await organization.asks({ contacts: [contact], credentials: [aConsent()], securityLevel }).expect(201))
    .body as Created;

interface User {
  identityStatus: string;
  kyc: string;
  identity?: Record<string, string>;
}
const user = async (contact: string): Promise<User> =>
  (await organization.call('get', `/v1/user?contact=${encodeURIComponent(contact)}`).expect(200)).body as User;
const told = async ({ id, subjects: [{ contact }] }: Created) => {
  const { subjects } = (await organization.call('get', `/v1/request/${id}`).expect(200)).body as { subjects: User[] };
  const { identityStatus, kyc } = await user(contact);
  expect(subjects[0]).toMatchObject({ identityStatus, kyc });
  return [identityStatus, kyc];
};

/** The facts of a request that are about its people, with everything they say. */
async function facts({ id }: Created) {
  const rows = await sql<{ id: string; kind: string; content: Buffer }>(
    server.database,
    `SELECT e.id, e.kind, d.content FROM evidence e JOIN evidence_details d ON d.evidence_id = e.id
     WHERE e.subject_id = $1 AND e.kind LIKE 'identity.%' ORDER BY e.occurred_at, e.id`,
    [id],
  );
  return rows.map((row) => ({
    kind: row.kind,
    ...(JSON.parse(
      server.app.get(Envelopes).open({ purpose: 'evidence.details', row: row.id }, row.content).toString(),
    ) as Record<string, unknown>),
  }));
}

describe('What the organization is told of a person', () => {
  it('follows the verification: nothing, under way, not confirmed, identified', async () => {
    const created = await ask('HUMANOS_KYC');
    expect(await told(created)).toEqual(['NONE', 'NONE']);
    const ana = await PersonToIdentify.inside(server, created);
    await ana.chooses('scripted');
    expect(await told(created)).toEqual(['NONE', 'PENDING']);
    await ana.isIdentified('fail');
    expect(await told(created)).toEqual(['NONE', 'FAILED']);
    await ana.isIdentified('pass');
    expect(await told(created)).toEqual(['HUMANOS', 'VERIFIED']);
  });

  it('says KYC where it has put an identity on file itself, or had the person verified', async () => {
    const [onFile, verified] = [await ask('CONTACT'), await ask('ORGANIZATION_KYC')];
    await organization.call('post', '/v1/user', [{ contact: onFile.subjects[0].contact, identity: anIdentity() }]);
    expect(await told(onFile)).toEqual(['KYC', 'NONE']);
    await (await PersonToIdentify.inside(server, verified)).isIdentified('pass');
    expect(await told(verified)).toEqual(['KYC', 'VERIFIED']);
  });

  it('is who the person is only if the person agrees', async () => {
    const [first, second] = [await ask('HUMANOS_KYC'), await ask('HUMANOS_KYC')];
    const [agrees, declines] = await Promise.all([first, second].map((each) => PersonToIdentify.inside(server, each)));
    await agrees.isIdentified('pass');
    await agrees.passesOn('YES');
    const [{ contact }] = first.subjects;
    const document = scriptedDocument(contact);
    expect((await user(contact)).identity).toMatchObject({ fullName: 'Maria Exemplo da Silva', docId: document });
    await declines.isIdentified('pass');
    await declines.passesOn('NO');
    expect(await user(second.subjects[0].contact)).not.toHaveProperty('identity');
    expect((await facts(first)).map(({ kind }) => kind)).toEqual(['identity.verified', 'identity.passed_on']);
    expect((await facts(second)).map(({ kind }) => kind)).toEqual(['identity.verified']);
    const [row] = await sql<{ content: Buffer | null }>(
      server.database,
      'SELECT content FROM identity_verifications WHERE request_id = $1',
      [second.id],
    );
    expect(row.content).toBeNull();
  });

  it('is nothing of it for whoever reads a dump', async () => {
    const created = await ask('HUMANOS_KYC');
    await (await PersonToIdentify.inside(server, created)).isIdentified('pass');
    const everything = await dump(server.database);
    for (const secret of ['Maria Exemplo', '1990-04-23', scriptedDocument(created.subjects[0].contact)])
      expect([secret, everything.includes(secret)]).toEqual([secret, false]);
  });
});

describe('The evidence', () => {
  it('has a fact for each end of a verification: by whom, how surely, why not; never who', async () => {
    const created = await ask('HUMANOS_REVALIDATION');
    const ana = await PersonToIdentify.inside(server, created);
    await ana.isIdentified('fail');
    await ana.isIdentified('pass');
    const [{ id, did, contact }] = created.subjects;
    const about = { requestId: created.id, entryId: id, did, contact, level: 'HUMANOS_REVALIDATION' };
    const [failed, verified] = await facts(created);
    expect(failed).toMatchObject({ kind: 'identity.failed', ...about, status: 'FAILED', reason: 'not_confirmed' });
    expect(verified).toMatchObject({
      ...{ kind: 'identity.verified', ...about, status: 'VERIFIED', provider: 'scripted', providerKind: 'SCRIPTED' },
      ...{ issuer: 'playground', documentCountry: 'PRT', nothingToMatch: true },
    });
    expect(JSON.stringify([failed, verified])).not.toMatch(/Maria|1990-04-23/);
    expect(JSON.stringify([failed, verified])).not.toContain(scriptedDocument(contact));
  });

  it.each([
    ['HUMANOS_KYC', 'PLATFORM'],
    ['HUMANOS_REVALIDATION', 'VERIFICATION'],
  ])(
    'in the sealed credential of %s says how the person was identified, and others accept it',
    async (level, basis) => {
      const created = await ask(level);
      const ana = await PersonToIdentify.inside(server, created);
      await ana.isIdentified('pass');
      expect(await ana.answers()).toBe('/done?now');
      const [{ id }] = created.credentials;
      const { w3cCredential } = await sealed(organization, id);
      expect(w3cCredential.evidence[0]).toMatchObject({
        securityLevel: level,
        identified: {
          ...{ basis, provider: 'scripted', providerKind: 'SCRIPTED', providerIssuer: 'playground' },
          ...{ documentCountry: 'PRT', documentType: 'ID_CARD' },
        },
      });
      const text = JSON.stringify(w3cCredential);
      for (const secret of ['Maria', '1990-04-23', scriptedDocument(created.subjects[0].contact)])
        expect(text).not.toContain(secret);
      const { body } = await organization
        .call('post', '/v1/credential/verify', { credential: w3cCredential })
        .expect(200);
      expect(body).toMatchObject({ allowed: true });
      const bundle = await organization
        .call('get', `/v1/credential/evidence/${id}`)
        .buffer(true)
        .parse((response, done) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => done(null, Buffer.concat(parts)));
        })
        .expect(200);
      expect(await checked(bundle.body as Buffer)).not.toMatch(/WRONG|failed:/i);
    },
  );

  it('of ORGANIZATION_KYC names the identity on file that was confirmed, and that identity only', async () => {
    const created = await ask('ORGANIZATION_KYC');
    await organization.call('post', '/v1/user', [{ contact: created.subjects[0].contact, identity: anIdentity() }]);
    const ana = await PersonToIdentify.inside(server, created);
    await ana.post('/identity/confirm', { me: 'YES' }).expect(303);
    await ana.answers();
    const { w3cCredential } = await sealed(organization, created.credentials[0].id);
    expect(w3cCredential.evidence[0]).toMatchObject({ identified: { basis: 'ON_FILE', providerKind: 'ON_FILE' } });
  });

  it('of CONTACT says nothing of it', async () => {
    const created = await ask('CONTACT');
    await (await PersonToIdentify.inside(server, created)).answers();
    const { w3cCredential } = await sealed(organization, created.credentials[0].id);
    expect(w3cCredential.evidence[0]).not.toHaveProperty('identified');
  });
});

it('A verification is told as long as it is valid', async () => {
  const created = await ask('HUMANOS_KYC');
  await (await PersonToIdentify.inside(server, created)).isIdentified('pass');
  clock.advance({ hours: 365 * 24 }); // last of all: what is sealed from here on lies in the future for other programs
  const { identityStatus, kyc } = await user(created.subjects[0].contact);
  expect([identityStatus, kyc]).toEqual(['NONE', 'EXPIRED']);
});

/** What the program that works without a server says of a bundle. */
async function checked(bundle: Buffer): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'placet-identity-'));
  const file = join(folder, 'bundle.zip');
  writeFileSync(file, bundle);
  try {
    return await new Promise<string>((resolve, reject) =>
      execFile(process.execPath, [join('bin', 'placet-verify.mjs'), file], (error, stdout, stderr) =>
        // 0: good; 3: good, as far as the keys in the bundle themselves can be trusted
        error && error.code !== 3 ? reject(new Error(`${String(error.code)} ${stdout}${stderr}`)) : resolve(stdout),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

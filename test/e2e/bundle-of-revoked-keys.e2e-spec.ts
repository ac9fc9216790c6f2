import { didDocument } from '../../src/modules/keys';
import { aDocument, sql } from '../support/asking';
import { bundleOf, type Bundle } from '../support/bundle';
import { knowing, saidOf } from '../support/checking';
import { pdfs } from '../support/pdfs';
import { approved, sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  organization = await server.organization({ name: 'Meridian, Lda.' });
});
afterAll(() => server.stop());

const REVOKED = new Date('2026-05-06T07:08:09Z');
const TOLD = 'revoked on 2026-05-06 07:08:09 UTC';
const revoke = (did: string) =>
  sql(server.database, 'UPDATE signing_keys SET revoked_at = $2 WHERE did = $1', [did, REVOKED]);

/** Ana and Rui have signed it. */
async function signed() {
  const contacts = ['ana@example.com', 'rui@example.com'];
  const { credentials, subjects } = await approved(server, organization, {
    ...{ contacts, credentials: [aDocument(pdfs.a4())] },
  });
  await sealed(organization, credentials[0].id);
  return { people: subjects.map(({ did }) => did), bundle: () => bundleOf(organization, credentials[0].id) };
}

/** README.txt as sentences. */
const readme = (bundle: Bundle): string => bundle.bytes('README.txt').toString('utf8').replace(/\s+/g, ' ');
const checked = (bundle: Bundle): Promise<string> =>
  saidOf(bundle.zip, knowing([didDocument(organization.entity.did, [])], { now: new Date() }));

describe('README.txt of a bundle', () => {
  it('says nothing of revoked keys where none is', async () => {
    const text = readme(await (await signed()).bundle());
    expect(text).toContain('APPROVED by everybody');
    expect(text).not.toMatch(/revoked on|not proved any more/i);
  });

  it('says beside the outcome that the key of the organization was revoked, as the checker does', async () => {
    const { bundle } = await signed();
    await revoke(organization.entity.did);
    const made = await bundle();
    const text = readme(made);
    expect(text).toMatch(
      new RegExp(`APPROVED by everybody .* NOT PROVED ANY MORE: credential.json: the key that signed it was ${TOLD}`),
    );
    expect(text.split('NOT PROVED ANY MORE')).toHaveLength(2);
    expect(text).toContain(`(${TOLD})`);
    expect(await checked(made)).toMatch(/^wrong: proof.key: credential.json .*revoked at 2026-05-06T07:08:09.000Z/);
    const lines = made.bytes('README.txt').toString('utf8').split('\r\n');
    expect(lines.filter((line) => line.length > 78 && line.trim().includes(' '))).toEqual([]);
  });

  it('says it of the answer whose key was revoked, and of no other', async () => {
    const { bundle, people } = await signed();
    await revoke(people[1]);
    const text = readme(await bundle());
    expect(text).toMatch(new RegExp(`NOT PROVED ANY MORE: decisions/[0-9a-f]{24}.json: .* was ${TOLD}`));
    const [, ana, rui] = text.split('Contact: ');
    expect(ana).toContain('ana@example.com');
    expect(ana).not.toContain('Not proved');
    expect(rui).toMatch(new RegExp(`^rui@example.com .* Not proved any more: the key that signed it was ${TOLD}`));
    expect(await checked(await bundle())).toMatch(/^wrong: proof.key: decisions/);
  });

  it('names no key of the server where there is none', async () => {
    const made = await (await signed()).bundle();
    expect(made.json<{ id: string }[]>('dids.json').filter(({ id }) => id.startsWith('did:web:'))).toEqual([]);
    expect(readme(made)).toContain('None is of the server');
  });
});

import { Person } from '../support/answering';
import { aConsent, aForm, type Created } from '../support/asking';
import { sealed, shown, type Shown } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
let asked: Created;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
  const contacts = ['ana@example.com', 'rui@example.com'];
  asked = (await organization.asks({ contacts, credentials: [aForm(), aConsent()] }).expect(201)).body as Created;
});
afterAll(() => server.stop());

const seats = ['aisle', 'window'];

describe('What the organization is told', () => {
  it('while one of two has decided: the decision, no proof yet', async () => {
    const [form] = asked.credentials;
    await answers(0);
    const { credential, w3cCredential } = await shown(organization, form.id);
    expect(w3cCredential).toBeNull();
    expect(credential).toMatchObject({ status: 'PENDING', proofs: [], sealedDocument: null });
    expect(credential.decisions).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
        did: asked.subjects[0].did,
        contact: 'ana@example.com',
        action: 'ACCEPT',
        reason: null,
        answers: expect.arrayContaining([expect.objectContaining({ label: 'Seat', value: 'aisle' })]) as object[],
        decidedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        withdrawnAt: null,
        document: null,
      },
    ]);
  });

  it('of a form: what each person answered, in the credential as in the decisions', async () => {
    await answers(1);
    const [form] = asked.credentials;
    const { credential, w3cCredential } = await sealed(organization, form.id);
    const subjects = w3cCredential.credentialSubject as unknown as {
      id: string;
      data: { label: string; value: unknown }[];
    }[];
    const told = [
      credential.decisions.map(({ did, answers }) => [did, valueOf(answers as Field[], 'Seat')]),
      subjects.map(({ id, data }) => [id, valueOf(data, 'Seat')]),
    ];
    const expected = asked.subjects.map(({ did }, index) => [did, seats[index]]);
    expect(told).toEqual([expected, expected]);
  });

  it('of the proofs: one of the organization, one of each decision, each beside what it covers', async () => {
    const [, consent] = asked.credentials;
    const { credential, w3cCredential } = await sealed(organization, consent.id);
    const proof = (document: { id: string; type: string[]; proof: object }, actionType: string) => {
      const { '@context': _, ...rest } = document.proof as Record<string, unknown>;
      return { ...rest, actionType, covers: { id: document.id, type: document.type } };
    };
    expect(credential.proofs).toEqual([
      proof(w3cCredential, 'CREATE'),
      ...credential.decisions.map(({ document }) => proof(document!, 'ACCEPT')),
    ]);
    expect(Object.keys(credential.proofs[0]).sort()).toEqual(
      [
        'type',
        'cryptosuite',
        'created',
        'verificationMethod',
        'proofPurpose',
        'proofValue',
        'actionType',
        'covers',
      ].sort(),
    );
    expect(credential.proofs[0]).toMatchObject({
      ...{ type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', proofPurpose: 'assertionMethod' },
      proofValue: expect.stringMatching(/^z[1-9A-HJ-NP-Za-km-z]+$/) as string,
    });
  });

  it('in the request as on its own', async () => {
    const { body } = await organization.call('get', `/v1/request/${asked.id}`).expect(200);
    const { credentials } = body as { credentials: (Shown['credential'] & { w3cCredential: object })[] };
    for (const { w3cCredential, ...credential } of credentials) {
      const own = await shown(organization, credential.id);
      expect({ credential, w3cCredential }).toEqual({ credential: own.credential, w3cCredential: own.w3cCredential });
    }
    expect(credentials.map(({ status }) => status)).toEqual(['APPROVED', 'APPROVED']);
  });
});

type Field = { label: string; value: unknown };
const valueOf = (fields: Field[], label: string): unknown => fields.find((field) => field.label === label)?.value;

async function answers(index: number): Promise<void> {
  const [form, consent] = asked.credentials;
  const person = await Person.inside(server, asked, index);
  await person.accepts(form.id, { answers: new Map([['0', [seats[index]]]]) });
  await person.accepts(consent.id);
  expect(await person.finishes()).toEqual({ finished: true });
}

import { sha256Of, type Kind } from './api-ids';
import { Person } from './answering';
import { aDocument, type Created } from './asking';
import { eventually } from './eventually';
import { pdfs } from './pdfs';
import type { TestOrganization, TestServer } from './server';

interface Sealed {
  w3cCredential: { credentialStatus: { statusListCredential: string } } | null;
}

/** What comes of a document with a scope that everybody has accepted, as soon as it is sealed. */
export async function decidedIds(
  server: TestServer,
  organization: TestOrganization,
): Promise<Partial<Record<Kind, string>>> {
  const pdf = pdfs.a4();
  const body = { contacts: ['ana@example.com'], credentials: [{ ...aDocument(pdf), scope: 'payments.hotel' }] };
  const asked = (await organization.asks(body).expect(201)).body as Created;
  const [{ id }] = asked.credentials;
  const person = await Person.inside(server, asked);
  await person.accepts(id);
  await person.finishes();
  const list = await eventually(async () => {
    const { body: shown } = await organization.call('get', `/v1/credential/${id}`).expect(200);
    const { w3cCredential } = shown as Sealed;
    if (!w3cCredential) throw new Error('Not sealed yet');
    return w3cCredential.credentialStatus.statusListCredential.split('/').at(-1)!;
  });
  const { body: mandates } = await organization.call('get', `/v1/via/mandates?did=${asked.subjects[0].did}`);
  const [mandate] = mandates as { id: string }[];
  const documents = { 'credential of a document': id, 'sha256 of a document': sha256Of(pdf) };
  return { credential: id, ...documents, mandate: mandate.id, 'status list': list };
}

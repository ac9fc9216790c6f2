import { aConsent, aDocument, aForm, aMandate, sql, type Created } from '../support/asking';
import { aPdf } from '../support/pdfs';
import { startServer, type TestServer } from '../support/server';
import { placesIn, VisitorByHttp } from '../support/visitor-by-http';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
});
afterAll(() => server.stop());

const CONTACTS = ['ana@example.com', 'rui@example.com'];

/** One person, from the code to the end, at the same time as the other. */
async function answersAll(person: VisitorByHttp, name: string): Promise<string> {
  await person.enters();
  const { text } = await person.get('/answer/1').expect(200);
  await person.sends('/answer/1', {
    do: 'ACCEPT',
    at: placesIn(text),
    'SIGNATURE.kind': 'TYPED',
    'SIGNATURE.text': name,
  });
  await person.sends('/answer/2', { do: 'ACCEPT' });
  await person.sends('/answer/3', { do: 'ACCEPT', 'a.0': 'aisle' });
  await person.sends('/answer/4', { do: 'ACCEPT' });
  return person.sends('/answer/finish', {});
}

it('Two people complete a request with all four types at the same moment, and each sees the own answer', async () => {
  const organization = await server.organization({ name: 'Meridian Travel, Lda.' });
  const place = { type: 'SIGNATURE', inlineCredentialIndex: 0, pageIndex: 0, x: 10, width: 30, height: 5 };
  const { body } = await organization
    .asks({
      contacts: CONTACTS,
      credentials: [aDocument(aPdf().page().build()), aConsent(), aForm(), aMandate()],
      signaturePlacements: CONTACTS.map((contact, index) => ({ ...place, contact, y: 10 + index * 20 })),
    })
    .expect(201);
  const { id, subjects } = body as Created;
  const people = subjects.map(({ link, code }) => new VisitorByHttp(server.url, new URL(link!).pathname, code!));
  const names = ['Ana Silva', 'Rui Costa'];
  const ends = await Promise.all(people.map((person, index) => answersAll(person, names[index])));
  expect(ends).toEqual(['/done?now', '/done?now']);
  for (const person of people) expect((await person.get('/done')).text.match(/Accepted/g)).toHaveLength(4);
  expect(await sql(server.database, 'SELECT DISTINCT status FROM credentials WHERE request_id = $1', [id])).toEqual([
    { status: 'APPROVED' },
  ]);
  expect(await sql(server.database, 'SELECT status FROM requests WHERE id = $1', [id])).toEqual([
    { status: 'COMPLETED' },
  ]);
});

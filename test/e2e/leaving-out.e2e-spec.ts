import { aConsent, type Created } from '../support/asking';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { VisitorByHttp } from '../support/visitor-by-http';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization({ name: 'Meridian Travel, Lda.' });
});
afterAll(() => server.stop());

const optional = (name: string) => ({ ...aConsent(name), required: false });

/** Everybody who is asked, each at the list of the same items. */
async function asked(contacts: string[], credentials: object[]): Promise<VisitorByHttp[]> {
  const { body } = await organization.asks({ contacts, credentials }).expect(201);
  const { subjects } = body as Created;
  const people = subjects.map(({ link, code }) => new VisitorByHttp(server.url, new URL(link!).pathname, code!));
  for (const person of people) await person.enters();
  return people;
}

/** The words beside each item of a page, in order. */
const states = (html: string): string[] =>
  [...html.matchAll(/<span class="state [a-z]+">(?:<svg.*?<\/svg>)?([^<]+)<\/span>/g)].map(([, word]) => word);

async function statesAt(person: VisitorByHttp, at: string): Promise<string[]> {
  return states((await person.get(at).expect(200)).text);
}

describe('What a person left out', () => {
  it('reads so from the moment of finishing on: at the end, beside the item and on every later visit', async () => {
    const [ana] = await asked(['ana@example.com'], [aConsent('Privacy'), optional('News')]);
    await ana.sends('/answer/1', { do: 'ACCEPT' });
    await ana.sends('/answer/2', { do: 'SKIP' });
    await ana.sends('/answer/finish', {});
    for (const at of ['/done?now', '/done']) expect(await statesAt(ana, at)).toEqual(['Accepted', 'Skipped']);
    const item = (await ana.get('/answer/2').expect(200)).text;
    expect(states(item)).toEqual(['Skipped']);
    expect(item).not.toContain('closed in the meantime');
  });

  it('reads so while others still answer, whether it was skipped or never looked at', async () => {
    const [ana, rui] = await asked(['ana@example.com', 'rui@example.com'], [aConsent(), optional('A'), optional('B')]);
    await ana.sends('/answer/1', { do: 'ACCEPT' });
    await ana.sends('/answer/2', { do: 'SKIP' });
    await ana.sends('/answer/finish', {});
    expect(await statesAt(ana, '/done')).toEqual(['Accepted', 'Skipped', 'Skipped']);
    expect((await ana.get('/done')).text).toContain('It does not hold yet: others are asked as well');
    await rui.sends('/answer/1', { do: 'ACCEPT' });
    await rui.sends('/answer/2', { do: 'REJECT' });
    await rui.sends('/answer/finish', {});
    expect(await statesAt(ana, '/done')).toEqual(['Accepted', 'Skipped', 'Skipped']);
    expect(await statesAt(rui, '/done')).toEqual(['Accepted', 'Rejected', 'Skipped']);
  });

  it('is not what somebody else had closed before', async () => {
    const [ana, rui] = await asked(['ana@example.com', 'rui@example.com'], [aConsent(), optional('News')]);
    await rui.sends('/answer/1', { do: 'ACCEPT' });
    await rui.sends('/answer/2', { do: 'REJECT' });
    await rui.sends('/answer/finish', {});
    expect(await statesAt(ana, '/answer')).toEqual(['To do', 'Closed']);
    expect((await ana.get('/answer')).text).toMatch(/0 of 1 chosen.*>Start</s); // nobody has chosen in her place
    await ana.sends('/answer/1', { do: 'ACCEPT' });
    await ana.sends('/answer/finish', {});
    expect(await statesAt(ana, '/done')).toEqual(['Accepted', 'Closed']);
  });
});

it('Who accepted what somebody else skipped, or rejected, reads that it came to nothing', async () => {
  const [ana, rui] = await asked(['ana@example.com', 'rui@example.com'], [optional('News'), optional('Offers')]);
  for (const at of ['/answer/1', '/answer/2']) await ana.sends(at, { do: 'ACCEPT' });
  await ana.sends('/answer/finish', {});
  await rui.sends('/answer/1', { do: 'SKIP' });
  await rui.sends('/answer/2', { do: 'REJECT' });
  await rui.sends('/answer/finish', {});
  for (const [at, words] of [
    ['/done', 'This came to nothing: not everybody who was asked accepted it.'],
    ['/done', 'This came to nothing: somebody else who was asked rejected it.'],
    ['/answer/1', 'This came to nothing: not everybody who was asked accepted it.'],
  ])
    expect((await ana.get(at).expect(200)).text).toContain(words);
});

import { sql, type Created } from '../support/asking';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { VisitorByHttp } from '../support/visitor-by-http';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const MANY = Array.from({ length: 9 }, (_, index) => `Country ${index}`);
const EVERY_KIND = [
  { label: 'Full name', type: 'string', required: true },
  { label: 'Amount', type: 'number', required: true },
  { label: 'Currency', type: 'string', options: ['EUR', 'USD'] },
  { label: 'Smoker', type: 'boolean', required: true },
  { label: 'Born', type: 'date' },
  { label: 'Website', type: 'url' },
  { label: 'Seats', type: 'number', options: [1, 2, 3] },
  { label: 'Country', type: 'string', options: MANY },
  { label: 'Diet', type: 'array', options: ['Vegan', 'No nuts'] },
  { label: 'Nicknames', type: 'array' },
  { label: 'Address', type: 'object', fields: [{ label: 'City', type: 'string', required: true }] },
  {
    label: 'Children',
    type: 'array',
    fields: [
      { label: 'Name', type: 'string' },
      { label: 'Born', type: 'date' },
    ],
  },
];

async function ana(): Promise<VisitorByHttp & { id: string }> {
  const credentials = [{ type: 'FORM', name: 'Everything', data: EVERY_KIND }];
  const { body } = await organization.asks({ contacts: ['ana@example.com'], credentials }).expect(201);
  const created = body as Created;
  const [{ link, code }] = created.subjects;
  const person = new VisitorByHttp(server.url, new URL(link!).pathname, code!);
  await person.enters();
  return Object.assign(person, { id: created.credentials[0].id });
}

const RIGHT = {
  ...{
    'a.0': 'Ana Silva',
    'a.1': '1 250,50',
    'a.2': 'EUR',
    'a.3': 'false',
    'a.4': '1990-05-17',
    'a.5': 'https://ana.example',
  },
  ...{ 'a.6': '2', 'a.7': 'Country 4', 'a.8': ['Vegan', 'No nuts'], 'a.9': ['Aninhas', 'Nita'], 'a.10.0': 'Lisboa' },
  ...{ 'a.11.0.0': 'Rui', 'a.11.0.1': '2015-02-28', 'a.11.1.0': 'Eva', 'a.11.1.1': '' },
};

/** What a page holds by the name of its input: typed, chosen or ticked. */
function heldBy(html: string): Record<string, string[]> {
  const held: Record<string, string[]> = {};
  const hold = (name: string, value: string) => (held[name] = [...(held[name] ?? []), value]);
  for (const [tag] of html.matchAll(/<input [^>]*name="a\.[^>]*>/g)) {
    const [, name] = /name="([^"]+)"/.exec(tag)!;
    const [, value = ''] = /value="([^"]*)"/.exec(tag) ?? [];
    if (/type="(radio|checkbox)"/.test(tag) ? / checked/.test(tag) : value !== '') hold(name, value);
  }
  for (const [, name, options] of html.matchAll(/<select [^>]*name="(a\.[^"]+)"[^>]*>(.*?)<\/select>/gs)) {
    const [, chosen] = /<option(?=[^>]* selected)[^>]* value="([^"]+)"/.exec(options) ?? [];
    if (chosen) hold(name, chosen);
  }
  return held;
}

it('Every kind of question has an input of its own, with its words', async () => {
  const { text } = await (await ana()).get('/answer/1').expect(200);
  expect(text).toMatch(/<label for="q-0"><bdi>Full name<\/bdi><\/label>/);
  expect(text).toMatch(/<input [^>]*name="a\.1"[^>]*inputmode="decimal"/i);
  expect(text).toMatch(/<input [^>]*name="a\.4"[^>]*type="date"/);
  expect(text).toMatch(/<input [^>]*name="a\.5"[^>]*type="url"/);
  expect(text.match(/type="radio" name="a\.3"/g)).toHaveLength(2);
  expect(text.match(/type="radio" name="a\.6"/g)).toHaveLength(4); // what may stay open has a way to leave it open
  expect(text).toMatch(/<select [^>]*name="a\.7"/);
  expect(text.match(/type="checkbox" name="a\.8"/g)).toHaveLength(2);
  for (const label of ['Smoker', 'Diet', 'Address', 'Children']) expect(text).toContain(`<legend><bdi>${label}</bdi>`);
});

it('Right answers are kept when one goes back, told once more, and decided in their types', async () => {
  const person = await ana();
  expect(await person.sends('/answer/1', { do: 'ACCEPT', ...RIGHT })).toBe('/answer/review');
  const held = heldBy((await person.get('/answer/1').expect(200)).text);
  const typed = { ...RIGHT, 'a.1': '1250.5', 'a.11.1.1': undefined };
  expect(held).toEqual(
    Object.fromEntries(
      Object.entries(typed).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat()]])),
    ),
  );
  const review = (await person.get('/answer/review').expect(200)).text;
  for (const shown of [
    '€1,250.50',
    '17 May 1990',
    '>No<',
    'href="https://ana.example/"',
    'Country 4',
    'Nita',
    'Lisboa',
    'Rui',
  ])
    expect(review).toContain(shown);
  await person.sends('/answer/finish', {});
  const [{ answers }] = await sql<{ answers: { value: unknown; fields?: { value: unknown }[] }[] }>(
    server.database,
    'SELECT answers FROM decisions WHERE credential_id = $1',
    [person.id],
  );
  expect(answers.slice(0, 10).map(({ value }) => value)).toEqual([
    ...['Ana Silva', 1250.5, 'EUR', false, '1990-05-17', 'https://ana.example', 2, 'Country 4'],
    ...[
      ['Vegan', 'No nuts'],
      ['Aninhas', 'Nita'],
    ],
  ]);
  expect(answers[10].fields![0].value).toBe('Lisboa');
  expect(answers[11].value).toMatchObject([
    [{ value: 'Rui' }, { value: '2015-02-28' }],
    [{ value: 'Eva' }, { value: null }],
  ]);
});

it('Wrong answers come back with what was typed, each with its reason and a way to it', async () => {
  const person = await ana();
  const wrong = { 'a.1': 'much', 'a.4': '1990-02-30', 'a.5': 'ana.example', 'a.6': '7', 'a.8': 'Meat', 'a.9': 'Nita' };
  const text = await person.refused('/answer/1', { do: 'ACCEPT', ...wrong });
  for (const [path, words] of [
    ['0', 'This needs an answer.'],
    ['1', 'Enter a number, in digits.'],
    ['3', 'This needs an answer.'],
    ['4', 'Enter a date that exists'],
    ['5', 'Enter a web address that begins with https://'],
    ['6', 'Choose one of the answers offered.'],
    ['8', 'Choose one of the answers offered.'],
    ['10-0', 'This needs an answer.'],
  ]) {
    expect(text).toMatch(new RegExp(`<p class="error" id="q-${path}-error">${words}`));
    expect(text).toContain(`href="#q-${path}"`);
    expect(text).toContain(`id="q-${path}"`);
  }
  for (const page of [text, (await person.get('/answer/1').expect(200)).text])
    expect(heldBy(page)).toMatchObject({
      'a.1': ['much'],
      'a.4': ['1990-02-30'],
      'a.5': ['ana.example'],
      'a.9': ['Nita'],
    });
});

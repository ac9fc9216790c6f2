import { connect } from 'node:net';
import request from 'supertest';
import { LONGEST_SILENCE_MS } from '../../src/modules/pages/form-stream';
import { aFormWithFiles, sql, type Created } from '../support/asking';
import { until } from '../support/eventually';
import { holdTimers } from '../support/held-timers';
import { pdfs } from '../support/pdfs';
import { hangUp, rawCall } from '../support/raw-call';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { VisitorByHttp } from '../support/visitor-by-http';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const MB = 1024 * 1024;

let asked = 0;

async function somebody(by = organization): Promise<VisitorByHttp> {
  const credentials = [aFormWithFiles(`Application ${++asked}`)]; // no two calls alike in one millisecond
  const { body } = await by.asks({ contacts: ['ana@example.com'], credentials }).expect(201);
  const [{ link, code }] = (body as Created).subjects;
  const person = new VisitorByHttp(server.url, new URL(link!).pathname, code!);
  await person.enters();
  return person;
}

const TYPE = 'multipart/form-data; boundary=xyz';
const part = (head: string, content: string | Buffer = ''): Buffer =>
  Buffer.concat([Buffer.from(`--xyz\r\n${head}\r\n\r\n`), Buffer.from(content), Buffer.from('\r\n')]);
const field = (name: string, value: string): Buffer => part(`Content-Disposition: form-data; name="${name}"`, value);
const pdf = (name: string, bytes: string | Buffer, fileName = 'a.pdf'): Buffer =>
  part(
    `Content-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: application/pdf`,
    bytes,
  );
const form = (...parts: Buffer[]): Buffer => Buffer.concat([...parts, Buffer.from('--xyz--\r\n')]);
const many = (count: number, make: (index: number) => Buffer): Buffer[] =>
  Array.from({ length: count }, (_, i) => make(i));
const noise = (size: number): Buffer => Buffer.from(Array.from({ length: size }, (_, index) => (index * 7919) & 0xff));

/** A body as it is. */
const sentBy = ({ path, cookies }: VisitorByHttp, body: Buffer, type = TYPE) =>
  request(server.url)
    .post(`${path}/answer/1`)
    .set({ Cookie: cookies, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': type })
    .serialize((given: unknown) => given as string)
    .send(body as unknown as string);

describe('A form with files that no browser sends', () => {
  let person: VisitorByHttp;
  beforeAll(async () => (person = await somebody()));

  const sent = (body: Buffer, type = TYPE) => sentBy(person, body, type);

  it.each<[string, Buffer, string, number]>([
    ['nothing at all', Buffer.alloc(0), TYPE, 400],
    ['no boundary', form(field('do', 'ACCEPT')), 'multipart/form-data', 400],
    ['an empty boundary', form(field('do', 'ACCEPT')), 'multipart/form-data; boundary=""', 400],
    ['another boundary', form(field('do', 'ACCEPT')), 'multipart/form-data; boundary=abc', 400],
    ['no end', field('do', 'ACCEPT'), TYPE, 400],
    ['an end in the middle of a file', pdf('f.1', pdfs.a4()).subarray(0, 400), TYPE, 400],
    ['an end in the middle of a head', Buffer.from('--xyz\r\nContent-Disposition: form-da'), TYPE, 400],
    ['a head that never ends', Buffer.from(`--xyz\r\nX: ${'x'.repeat(100_000)}`), TYPE, 400],
    ['a head without a colon', form(part('nonsense')), TYPE, 400],
    ['two broken heads', form(part('nonsense'), part('more nonsense')), TYPE, 400],
    ['noise', noise(70_000), TYPE, 400],
    ['only its end', form(), TYPE, 303],
    ['something behind its end', Buffer.concat([form(field('a.0', 'x')), noise(5000)]), TYPE, 303],
    ['1,000 fields', form(...many(1000, (index) => field(`a.${index}`, 'x'))), TYPE, 303],
    ['2,001 fields', form(...many(2001, (index) => field(`a.${index}`, 'x'))), TYPE, 413],
    ['1,000 files', form(...many(1000, (index) => pdf(`f.${index}`, 'x'))), TYPE, 413],
    ['100 files for one question', form(...many(100, () => pdf('f.1', 'x')), field('do', 'ACCEPT')), TYPE, 303],
    ['a name of 10,000 letters', form(field('x'.repeat(10_000), 'x')), TYPE, 303],
    ['1,000 of them', form(...many(1000, () => field('x'.repeat(10_000), ''))), TYPE, 413],
    ['a field of 2 MB', form(field('a.0', 'x'.repeat(2 * MB))), TYPE, 413],
    ['many fields of 2 MB together', form(...many(20, (index) => field(`a.${index}`, 'x'.repeat(MB / 10)))), TYPE, 413],
    [
      'NUL in names and values',
      form(field('a.0\0', 'A\0na'), field('do', 'ACC\0EPT'), pdf('f.1\0', 'x', 'a\0.pdf')),
      TYPE,
      400,
    ],
    [
      'a field that is called __proto__',
      form(field('__proto__', 'x'), pdf('f.__proto__', 'x'), field('do', 'ACCEPT')),
      TYPE,
      303,
    ],
    [
      'parts without names',
      form(part('Content-Type: text/plain', 'x'), part('Content-Disposition: form-data', 'x')),
      TYPE,
      303,
    ],
    [
      'a name that is not UTF-8',
      form(pdf('f.1', 'x', Buffer.from([0xff, 0xfe]).toString('latin1')), field('do', 'ACCEPT')),
      TYPE,
      303,
    ],
    [
      'a charset nobody knows',
      form(part('Content-Disposition: form-data; name="a.0"\r\nContent-Type: text/plain; charset=klingon', 'x')),
      TYPE,
      400,
    ],
    [
      'a transfer encoding of long ago',
      form(part('Content-Disposition: form-data; name="a.0"\r\nContent-Transfer-Encoding: base64', 'QQ==')),
      TYPE,
      303,
    ],
    [
      'a part within a part',
      form(part('Content-Disposition: form-data; name="f.1"\r\nContent-Type: multipart/mixed; boundary=in', '--in--')),
      TYPE,
      303,
    ],
  ])('%s is refused or read, and nothing breaks', async (_, body, type, status) => {
    const { status: answered, text, headers } = await sent(body, type);
    expect(answered).toBe(status);
    if (status === 303)
      expect(headers.location).toBe(`${person.path}/answer/1`); // no choice, and back to the form
    else expect(text).toContain('<html');
    await person.get('/answer/1').expect(200);
  });

  it('that is broken anywhere, or has any byte changed, is never an error of ours', async () => {
    const whole = form(field('do', 'ACCEPT'), field('a.0', 'Ana'), pdf('f.1', pdfs.a4()), field('a.3.0.0', 'x'));
    let seed = 20261124;
    const random = (below: number) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below;
    const statuses = new Map<number, number>();
    for (let round = 0; round < 300; round += 1) {
      const body = Buffer.from(whole.subarray(0, round % 3 === 0 ? random(whole.length) : whole.length));
      for (let change = random(4); body.length > 0 && change > 0; change -= 1) body[random(body.length)] = random(256);
      const { status } = await sent(body);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect([...statuses.keys()].filter((status) => ![303, 400, 413].includes(status))).toEqual([]);
    expect(statuses.size).toBeGreaterThan(1);
  });

  it('that says it is larger than any of ours, or goes on and on, is not read', async () => {
    const answer = await rawCall(server.url, [...head(person), 'Content-Length: 200000000', 'Connection: keep-alive']);
    expect([answer.status, answer.closed]).toEqual([413, true]);
  });

  it('whose sender hangs up leaves the server as it was', async () => {
    const lines = [...head(person), 'Content-Length: 5000000'];
    await hangUp(server.url, lines, pdf('f.1', pdfs.a4()).toString('latin1'));
    await person.get('/answer/1').expect(200);
    await person
      .upload('/answer/1', { do: 'ACCEPT', 'a.0': 'x' }, { 'f.1': { name: 'a.pdf', bytes: pdfs.a4() } })
      .expect(303);
  });

  const head = ({ path }: VisitorByHttp): string[] => [
    `POST ${path}/answer/1 HTTP/1.1`,
    ...['Host: localhost', `Content-Type: ${TYPE}`, 'Sec-Fetch-Site: same-origin', `Cookie: ${person.cookies}`],
  ];
});

it('A sender who falls silent in the middle of a file is not waited for', async () => {
  const { path, cookies } = await somebody();
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  const head = [
    `POST ${path}/answer/1 HTTP/1.1`,
    'Host: 127.0.0.1',
    `Cookie: ${[cookies].flat().join('; ')}`,
    'Sec-Fetch-Site: same-origin',
    `Content-Type: ${TYPE}`,
    'Content-Length: 9000000',
  ];
  const silences = holdTimers(LONGEST_SILENCE_MS);
  const closed = new Promise((resolve) => socket.resume().once('close', resolve));
  socket.on('error', () => undefined); // what was sent and not read resets the connection
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  socket.write(pdf('f.1', noise(MB)).subarray(0, MB / 2));
  await until(silences.count, (count) => count > 0);
  silences.release();
  expect(silences.goOff()).toBe(1);
  await closed;
  expect(LONGEST_SILENCE_MS).toBeLessThan(25_000);
});

it('Fifty uploads at once are all answered, within the room there is, and others are served meanwhile', async () => {
  const [others, ...people] = await Promise.all(
    [await server.organization(), ...Array<TestOrganization>(50).fill(organization)].map((by) => somebody(by)),
  );
  const file = { name: 'diploma.pdf', bytes: pdfs.weighing(3 * MB) };
  const body = form(field('do', 'ACCEPT'), field('a.0', 'Ana'), pdf('f.1', file.bytes));
  const uploads = Promise.all(people.map((person) => sentBy(person, body).then((answer) => answer)));
  for (let round = 0; round < 5; round += 1) {
    const small = { 'f.1': { name: 'b.pdf', bytes: pdfs.a4() } };
    const { status } = await others.upload('/answer/1', { do: 'ACCEPT', 'a.0': 'Bo' }, small);
    expect([303, 503]).toContain(status); // there may be no room for it either
  }
  const answers = await uploads;
  const [back, on] = ['/answer/1', '/answer/review'];
  const leadsTo = ({ status, headers }: (typeof answers)[0], at: string): boolean =>
    status === 303 && headers.location.endsWith(at);
  const said = await Promise.all(
    answers.map(async (answer, index) => (leadsTo(answer, back) ? people[index].follows(answer) : '')),
  );
  // Where the machine itself has no time left, the database's wall answers before ours: come back in a moment.
  const busy = ({ status, headers }: (typeof answers)[0], index: number): boolean =>
    said[index].includes('Many files are arriving') || (status === 503 && 'retry-after' in headers);
  const taken = answers.filter((answer) => leadsTo(answer, on)).length;
  const neither = answers.filter((answer, index) => !leadsTo(answer, on) && !busy(answer, index));
  expect(neither.map(({ status, text }) => `${status} ${text}`)).toEqual([]);
  expect(taken).toBeGreaterThanOrEqual(9);
  const [{ held }] = await sql<{ held: number }>(
    server.database,
    `SELECT count(*)::int AS held FROM attachments WHERE size = $1`,
    [file.bytes.length],
  );
  expect(held).toBe(taken);
  // The room is given back.
  for (const person of people.slice(0, 3))
    await person.upload('/answer/1', { do: 'ACCEPT', 'a.0': 'Ana' }, { 'f.1': file }).expect(303);
});

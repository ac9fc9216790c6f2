import { folded } from '../../src/platform/text-search';
import { aConsent, sql } from '../support/asking';
import { Catalogue } from '../support/catalogue';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

const isLetter = (letter: string): boolean => /[\p{L}\p{M}\p{N}\p{P}\p{Cf}]/u.test(letter);

const NAMES = [
  'İstanbul',
  'Hauptstraße 5',
  'São João',
  'ΟΔΌΣ',
  'Ёлка',
  'Łódź',
  'أحمد',
  'ＡＢＣ',
  'o\ufb03ce',
  '100%_\\',
];
const SEARCHES: [search: string, found: string][] = [
  ...['istanbul', 'ISTANBUL', 'ıstanbul', 'İSTAN'].map((search): [string, string] => [search, 'İstanbul']),
  ...['strasse', 'STRASSE', 'Straße', 'STRAẞE 5'].map((search): [string, string] => [search, 'Hauptstraße 5']),
  ...['sao joao', 'SÃO', 'joa\u0303o'].map((search): [string, string] => [search, 'São João']),
  ...['οδος', 'ὁδός', 'ΟΔΟΣ'].map((search): [string, string] => [search, 'ΟΔΌΣ']),
  ...['елка', 'ЕЛКА', 'ёл'].map((search): [string, string] => [search, 'Ёлка']),
  ['lodz', 'Łódź'],
  ['احمد', 'أحمد'],
  ['abc', 'ＡＢＣ'],
  ['office', 'o\ufb03ce'],
  ['%_\\', '100%_\\'],
];

type Named = { data: { id: string; name: string }[] };
const namesIn = async (path: string, search: string): Promise<string[]> => {
  const { body } = await organization
    .call('get', `${path}?pageSize=100&search=${encodeURIComponent(search)}`)
    .expect(200);
  return (body as Named).data.map(({ name }) => name).sort();
};

describe('A search ignores accents and the case of every script', () => {
  it('in requests', async () => {
    for (const [n, name] of NAMES.entries())
      await organization.asks({ name, contacts: [`p${n}@example.com`], credentials: [aConsent()] }).expect(201);
    for (const [search, found] of SEARCHES)
      expect([search, await namesIn('/v1/request', search)]).toEqual([search, [found]]);
  });

  it('in the catalogue, its groups and what is in them', async () => {
    const catalogue = new Catalogue(server, organization);
    for (const name of NAMES) await catalogue.group(`In ${name}`, await catalogue.consent(name));
    for (const [search, found] of SEARCHES) {
      expect([search, await namesIn('/v1/resource', search)]).toEqual([search, [found]]);
      expect([search, await namesIn('/v1/resource/group', search)]).toEqual([search, [`In ${found}`]]);
    }
    await catalogue.group('Of one thing', await catalogue.consent('Étude'));
    expect(await namesIn('/v1/resource/group', 'ETUDE')).toEqual(['Of one thing']);
  });

  it('and the database folds as the server does', async () => {
    const letters = Array.from({ length: 0x2fff }, (_, code) => String.fromCharCode(code + 1)).filter(isLetter);
    const texts = [...letters, ...letters.map((letter) => `a${letter}B`), ...NAMES, ...SEARCHES.flat()];
    const rows = await sql<{ text: string; form: string }>(
      server.database,
      'SELECT text, folded(text) AS form FROM unnest($1::text[]) AS given (text)',
      [texts],
    );
    expect(rows.filter(({ text, form }) => folded(text) !== form)).toEqual([]);
  });

  it('in API keys', async () => {
    for (const name of NAMES) await organization.call('post', '/v1/api-keys', { name }, { version: 2 }).expect(201);
    for (const [search, found] of SEARCHES)
      expect([search, await namesIn('/v1/api-keys', search)]).toEqual([search, [found]]);
  });

  it('and finds a phone as it is written', async () => {
    await organization.asks({ name: 'Phone', contacts: ['+351 912 345 678'], credentials: [aConsent()] }).expect(201);
    for (const search of [
      '+351912345678',
      '00351 912 345 678',
      '912-345-678',
      '0912 345 678',
      '(351) 912.345',
      '912345',
    ])
      expect([search, await namesIn('/v1/request', search)]).toEqual([search, ['Phone']]);
  });
});

describe('A filter', () => {
  const ids = async (query: string): Promise<string[]> => {
    const { body } = await organization.call('get', `/v1/request?pageSize=100&${query}`).expect(200);
    return (body as Named).data.map(({ name }) => name).sort();
  };

  it('means any of its values, however they are sent', async () => {
    for (const [n, name] of ['A', 'B', 'C', 'D'].entries())
      await organization
        .asks({
          name,
          internalId: ['a', 'b', 'a,b', 'd'][n],
          contacts: [`any${n}@example.com`],
          credentials: [aConsent()],
        })
        .expect(201);
    const forms = (name: string, one: string, other: string) => [
      `${name}=${one},${other}`,
      `${name}=${one}&${name}=${other}`,
      `${name}[]=${one}&${name}[]=${other}`,
      `${name}%5B1%5D=${one}&${name}%5B0%5D=${other}`,
    ];
    for (const query of forms('contact', 'any0@example.com', 'any3%40example.com'))
      expect(await ids(query)).toEqual(['A', 'D']);
    for (const query of forms('internalId', 'b', 'd').slice(1)) expect(await ids(query)).toEqual(['B', 'D']);
    expect(await ids('internalId=a,b')).toEqual(['A', 'B', 'C']);
    expect(await ids('internalId[]=b')).toEqual(['B']);
    expect(await ids('internalId=b&contact=any0@example.com,any1@example.com')).toEqual(['B']);
    expect(await ids('internalId=b,d&search=an')).toEqual(['B', 'D']);
    const people = await organization.call('get', '/v1/request?internalId=b,d').expect(200);
    const dids = (people.body as { data: { subjects: { did: string }[] }[] }).data.map(
      ({ subjects }) => subjects[0].did,
    );
    expect(await ids(`did=${dids.join(',')}`)).toEqual(['B', 'D']);
    expect(await ids(`subjectId=${dids.map((did) => did.slice(-24)).join('&subjectId=')}`)).toEqual(['B', 'D']);
  });

  it('that is empty is none', async () => {
    const all = await ids('');
    for (const name of [
      'contact',
      'did',
      'internalId',
      'status',
      'securityLevel',
      'active',
      'dateFrom',
      'cursor',
      'search',
      'pageIndex',
      'subjectId',
    ])
      for (const empty of [`${name}=`, `${name}`, `${name}[]=`, `${name}=%20`])
        expect([empty, await ids(empty)]).toEqual([empty, all]);
    for (const path of ['/v1/resource', '/v1/resource/group', '/v1/api-keys'])
      await organization
        .call(
          'get',
          `${path}?cursor=&search=&active=&types=&internalId=`
            .replace(/&active.*/, path === '/v1/api-keys' ? '' : '$&')
            .replace(/&types.*/, path === '/v1/resource' ? '$&' : ''),
        )
        .expect(200);
  });

  it.each([
    ['pageIndex=0x1', 'pageIndex must be a whole number'],
    ['pageIndex=1e1', 'pageIndex must be a whole number'],
    ['pageSize=5.0', 'pageSize must be a whole number'],
    ['pageSize=%2B5', 'pageSize must be a whole number'],
    ['pageSize=9999999999', 'pageSize must be a whole number'],
    ['pageSize=101', 'pageSize must not be greater than 100'],
    ['pageIndex=1&pageIndex=2', 'pageIndex must be given once'],
    ['search=a&search=b', 'search must be given once'],
    ['search[]=a&search[]=b', 'search must be given once'],
    ['active=true&active=false', 'active must be given once'],
    ['dateFrom=2026-01-01&dateFrom=2026-01-02', 'dateFrom must be given once'],
    ['cursor=a&cursor=b', 'cursor must be given once'],
    [`search=${'x'.repeat(121)}`, 'search must be shorter than or equal to 120 characters'],
    ['status=DONE,PENDING,LOST', 'status must be one of PENDING, COMPLETED, REJECTED, CANCELED, EXPIRED'],
  ])('%s is refused in one sentence', async (query, message) => {
    const { body } = await organization.call('get', `/v1/request?${query}`).expect(400);
    expect(body).toMatchObject({ message: [message], errors: [{ message }] });
  });
});

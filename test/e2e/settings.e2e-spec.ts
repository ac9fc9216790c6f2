import { aConsent, type Created, type Refused } from '../support/asking';
import { aJpeg, aPng } from '../support/pictures';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const PATH = '/v1/me/settings';
const change = (by: TestOrganization, body: unknown) => by.call('patch', PATH, body, { version: 2 });
const PNG = aPng(40, 20);
const JPEG = aJpeg(100_000);

describe('Settings by the API', () => {
  it('are read, changed where they are named, and hold at once', async () => {
    const organization = await server.organization({ codeDelivery: 'SEND' });
    expect((await organization.call('get', PATH).expect(200)).body).toMatchObject({
      codeDelivery: 'SEND',
      codeLength: 6,
      requestDays: 30,
      colour: null,
      logo: null,
      allowedOrigins: [],
      createsPerMinute: 100_000,
    });
    const wanted = {
      name: 'Acme',
      colour: '#1f5f6b',
      language: 'PRT',
      codeDelivery: 'SEND_AND_RETURN',
      codeLength: 8,
      requestDays: 3,
      defaultCountry: 'pt',
      allowedOrigins: ['https://a.example.com', 'https://b.example.com:8443'],
      logo: `data:image/png;base64,${PNG.toString('base64')}`,
    };
    const { body } = await change(organization, wanted).expect(200);
    const stored = { ...wanted, defaultCountry: 'PT', logo: PNG.toString('base64'), logoType: 'image/png' };
    expect(body).toMatchObject(stored);
    expect((await organization.call('get', PATH).expect(200)).body).toEqual(body);

    const asked = (
      await organization.asks({ contacts: ['912345678'], credentials: [aConsent()] }).expect(201)
    ) // a number of Portugal
    .body as Created;
    expect(asked.subjects[0].code).toMatch(/^\d{8}$/);
  });

  it('stay where they are not named, and go where null may clear them', async () => {
    const organization = await server.organization({ colour: '#1f5f6b', defaultCountry: 'PT', name: 'Acme' });
    await change(organization, { logo: JPEG.toString('base64') }).expect(200);
    const { body } = await change(organization, { colour: null, defaultCountry: null, logo: null }).expect(200);
    expect(body).toMatchObject({ name: 'Acme', colour: null, defaultCountry: null, logo: null, logoType: null });
    expect((await change(organization, {}).expect(200)).body).toMatchObject({ name: 'Acme' });
    await change(organization, undefined).expect(200);
  });

  it.each<[string, object]>([
    ['name', { name: null }],
    ['name', { name: '' }],
    ['colour', { colour: 'red' }],
    ['language', { language: 'english' }],
    ['language', { language: 'XXX' }],
    ['language', { language: 'SWE' }],
    ['allowedOrigins', { allowedOrigins: ['https://.'] }],
    ['allowedOrigins', { allowedOrigins: ['https://a.example.com', 'https://a..com'] }],
    ['allowedOrigins', { allowedOrigins: ['https://a.com:99999'] }],
    ['allowedOrigins', { allowedOrigins: [7] }],
    ['allowedOrigins', { allowedOrigins: 'https://a.example.com' }],
    ['requestDays', { requestDays: '7' }],
    ['codeDelivery', { codeDelivery: 'MAIL' }],
    ['codeLength', { codeLength: 7 }],
    ['requestDays', { requestDays: 366 }],
    ['defaultCountry', { defaultCountry: 'XX' }],
    ['allowedOrigins', { allowedOrigins: ['http://a.example.com'] }],
    ['allowedOrigins', { allowedOrigins: ['https://a.example.com/path'] }],
    ['allowedOrigins', { allowedOrigins: Array.from({ length: 11 }, (_, n) => `https://a${n}.example.com`) }],
    ['logo', { logo: Buffer.from('GIF89a').toString('base64') }],
    ['logo', { logo: '%%%' }],
    ['logo', { logo: PNG.subarray(0, -1).toString('base64') }],
    ['logo', { logo: PNG.subarray(0, 8).toString('base64') }],
    ['logo', { logo: aPng(0, 0).toString('base64') }],
    ['logo', { logo: aPng(30_000, 30_000, Buffer.alloc(1_000_000)).toString('base64') }],
    ['logo', { logo: JPEG.subarray(0, 50_000).toString('base64') }],
    ['logo', { logo: aJpeg(100_001).toString('base64') }],
    ['createsPerMinute', { createsPerMinute: 1_000_000 }],
    ['slug', { slug: 'other' }],
  ])('refuse a bad %s: %j', async (field, body) => {
    const organization = await server.organization({ name: 'Acme' });
    const before = (await organization.call('get', PATH).expect(200)).text;
    const refused = (await change(organization, { colour: '#000000', ...body }).expect(400)).body as Refused;
    expect(refused.errors.map((error) => error.field)).toContain(field);
    expect((await organization.call('get', PATH).expect(200)).text).toBe(before);
  });
});

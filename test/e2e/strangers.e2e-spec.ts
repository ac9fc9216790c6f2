import request from 'supertest';
import { TestClock } from '../support/clock';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' }, clock: new TestClock(new Date()) });
  organization = await server.organization();
});
afterAll(() => server.stop());

const many = <Answer>(count: number, call: (index: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => call(index)));
const counted = (answers: { status: number }[], status: number): number =>
  answers.filter((answer) => answer.status === status).length;

describe('Two hundred guesses at once from one address', () => {
  it('at API keys: 60 are looked up, the rest told to wait; a caller at the same address is served', async () => {
    await organization.call('get', '/v1/me').expect(200);
    const answers = await many(200, (index) =>
      request(server.url)
        .get('/v1/me')
        .set('Authorization', `Bearer placet_${String(index).padStart(30, '0')}`)
        .then(),
    );
    expect([counted(answers, 401), counted(answers, 429)]).toEqual([60, 140]);
    const [refused] = answers.filter(({ status }) => status === 429);
    expect(refused.body).toMatchObject({ code: 'rate_limited' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await organization.call('get', '/v1/me').expect(200);
  });

  it('at links: 60 are looked up, the rest told to wait by a page; who has a real one goes on', async () => {
    const asked = await organization.asks({
      contacts: ['ana@example.com'],
      credentials: [{ type: 'CONSENT', name: 'A', data: [{ label: 'text', type: 'string', value: 'I agree.' }] }],
    });
    const [{ link }] = (asked.body as { subjects: { link: string }[] }).subjects;
    const { pathname } = new URL(link);
    await request(server.url).get(pathname).expect(200);
    const answers = await many(200, (index) =>
      request(server.url)
        .get(`/link/${String(index).padStart(24, '0')}`)
        .then(),
    );
    expect([counted(answers, 404), counted(answers, 429)]).toEqual([60, 140]);
    expect(answers.find(({ status }) => status === 429)?.headers['content-type']).toMatch(/^text\/html/);
    await request(server.url).get(pathname).expect(200);
  });
});

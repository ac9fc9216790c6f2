import request from 'supertest';
import { aConsent } from '../support/asking';
import { until } from '../support/eventually';
import { startPlayground, type TestPlayground } from '../support/playground';

let playground: TestPlayground;
beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.stop());

const page = async (): Promise<string> => (await request(playground.url).get('/playground/webhooks').expect(200)).text;

describe('The page of webhooks in the playground', () => {
  it('shows what arrived, decrypted, without anybody having written a receiver', async () => {
    const { body: endpoints } = await until(
      () => request(playground.url).get('/v1/webhooks'),
      ({ body }) => (body as object[]).length === 1,
    );
    const [{ id, url }] = endpoints as { id: string; url: string }[];
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/playground\/webhooks$/);
    expect(await page()).toContain('Nothing has arrived yet');
    const ask = { contacts: ['ana@example.com'], credentials: [aConsent()] };
    await request(playground.url).post('/v1/request').send(ask).expect(201);
    await request(playground.url).post(`/v1/webhooks/${id}/test`).expect(202);
    const shown = await until(page, (text) => text.includes('This is a test.') && text.includes('request.created'));
    expect(shown).toContain('whsec_');
    expect(shown).not.toContain('Nothing has arrived yet');
  });

  it('takes only what is signed, from this machine', async () => {
    await request(playground.url).post('/playground/webhooks').send('{}').expect(401);
    await request(playground.url).get('/playground/webhooks').set('X-Forwarded-For', '203.0.113.9').expect(404);
  });
});

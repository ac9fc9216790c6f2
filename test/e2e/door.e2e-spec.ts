import { createHash } from 'node:crypto';
import { aConsent, type Created } from '../support/asking';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { otherThan, VisitorByHttp } from '../support/visitor-by-http';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
});
afterAll(() => server.stop());

async function asked(organization: TestOrganization): Promise<{ ana: VisitorByHttp; code: string }> {
  const { body } = await organization.asks({ contacts: ['ana@example.com'], credentials: [aConsent()] }).expect(201);
  const [{ link, code }] = (body as Created).subjects;
  return { ana: new VisitorByHttp(server.url, new URL(link!).pathname, code!), code: code! };
}

describe('What is wrong with a code', () => {
  it('is said once, by the doorstep, to the browser that sent it', async () => {
    const { ana, code } = await asked(await server.organization());
    const answer = await ana.post('/code', { code: otherThan(code) }).expect(303);
    expect(answer.headers.location).toBe(ana.path);
    expect(answer.get('Set-Cookie')).toEqual([
      expect.stringMatching(/^placet-[0-9a-f]{12}-notice=wrong\.4; Max-Age=60; Path=\/; .*HttpOnly; SameSite=Lax$/),
    ]);
    expect((await ana.get('').expect(200)).text).not.toContain('code-error'); // whoever only looks is told nothing
    const said = await ana.follows(answer);
    expect(said).toContain('You can try 4 more times.');
    expect(said).not.toContain('data-events'); // the page around is told once that this one was opened
    const again = (await ana.get('').expect(200)).text;
    expect(again).not.toContain('code-error');
    expect(ana.cookies).toBe('');
  });

  it.each(['wrong', 'wrong.99', 'wrong.4<b>', '__proto__', 'constructor.1', '%00', 'x'.repeat(5000), 'locked.9'])(
    'is none of a browser’s own invention: %s',
    async (value) => {
      const { ana } = await asked(await server.organization());
      const [, token] = /^\/link\/(.+)$/.exec(ana.path)!;
      const name = `placet-${createHash('sha256').update(token).digest('hex').slice(0, 12)}-notice`;
      const { text } = await ana.get('').set('Cookie', `${name}=${value}`).expect(200);
      expect(text).not.toMatch(/<b>|more times|__proto__/);
    },
  );
});

describe('Where the organization delivers codes itself', () => {
  it.each(['ENG', 'PRT', 'SPA', 'FRA', 'DEU', 'ITA', 'NLD', 'POL', 'ARA'])(
    'a code that is over leads to it, and not to a button that is not there (%s)',
    async (language) => {
      const organization = await server.organization({ name: 'Meridian Travel, Lda.', codeDelivery: 'RETURN' });
      const { ana, code } = await asked(organization);
      const enters = (digits: string) => ana.refused(`/code?lang=${language}`, { code: digits });
      for (let tries = 4; tries > 0; tries -= 1) await enters(otherThan(code));
      const { ana: rui } = await asked(organization);
      await rui.enters();
      const later = new VisitorByHttp(server.url, rui.path, rui.code); // elsewhere, with a code that was used
      for (const page of [
        await enters(otherThan(code)),
        await enters(code),
        await later.refused(`/code?lang=${language}`, { code: rui.code }),
      ]) {
        const [, error] = /<p id="code-error"[^>]*>([^<]+)</.exec(page)!;
        expect(error).toContain('Meridian Travel, Lda.');
        expect(page).not.toContain('id="another"');
      }
    },
  );
});

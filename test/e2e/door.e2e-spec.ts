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
      for (const page of [
        await enters(otherThan(code)),
        await enters(code),
        await rui.refused(`/code?lang=${language}`, { code: rui.code }),
      ]) {
        const [, error] = /<p id="code-error"[^>]*>([^<]+)</.exec(page)!;
        expect(error).toContain('Meridian Travel, Lda.');
        expect(page).not.toContain('id="another"');
      }
    },
  );
});

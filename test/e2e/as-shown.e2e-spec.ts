import canonicalize from 'canonicalize';
import { Envelopes, sha256 } from '../../src/platform/secrets';
import { aConsent, aForm, aMandate, sql, type Created } from '../support/asking';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { shownOn, VisitorByHttp } from '../support/visitor-by-http';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  organization = await server.organization({ name: 'Meridian Travel, Lda.' });
});
afterAll(() => server.stop());

let people = 0;
async function asked(credentials: object[]): Promise<{ id: string; ana: VisitorByHttp; other: VisitorByHttp }> {
  const { body } = await organization.asks({ contacts: [`p${++people}@example.com`], credentials }).expect(201);
  const { id, subjects } = body as Created;
  const [{ link, code }] = subjects;
  const ana = new VisitorByHttp(server.url, new URL(link!).pathname, code!);
  await ana.enters();
  return { id, ana, other: ana }; // two tabs of one browser share its cookies
}
const decided = (id: string) =>
  sql<{ action: string }>(
    server.database,
    `SELECT d.action FROM credentials c JOIN decisions d ON d.credential_id = c.id WHERE c.request_id = $1 ORDER BY c.position`,
    [id],
  );
const review = async (person: VisitorByHttp) => (await person.get('/answer/review').expect(200)).text;

describe('The last look', () => {
  it('decides nothing when another tab has chosen otherwise since, and says what is different', async () => {
    const { id, ana, other } = await asked([aMandate(), aConsent('Privacy')]);
    await ana.sends('/answer/1', { do: 'REJECT', reason: 'Too much.' });
    await ana.sends('/answer/2', { do: 'ACCEPT' });
    const first = shownOn(await review(ana));
    await other.sends('/answer/1', { do: 'ACCEPT' });
    const again = await ana.refused('/answer/finish', first);
    expect(again).toContain('Nothing was recorded: something has changed since this page was shown to you.');
    expect(again).toMatch(/<li><bdi>[^<]+<\/bdi>: was “Rejected”, is now “Accepted”<\/li><\/ul>/);
    expect(await decided(id)).toEqual([]);
    expect(await ana.sends('/answer/finish', shownOn(again))).toBe('/done?now');
    expect(await decided(id)).toEqual([{ action: 'ACCEPT' }, { action: 'ACCEPT' }]);
  });

  it.each([
    ['another answer', (other: VisitorByHttp) => other.sends('/answer/1', { do: 'ACCEPT', 'a.0': 'window' })],
    ['another reason', (other: VisitorByHttp) => other.sends('/answer/2', { do: 'REJECT', reason: 'Never.' })],
  ])('decides nothing with %s than it showed', async (_, change) => {
    const { id, ana, other } = await asked([aForm(), aConsent()]);
    await ana.sends('/answer/1', { do: 'ACCEPT', 'a.0': 'aisle' });
    await ana.sends('/answer/2', { do: 'REJECT', reason: 'Not now.' });
    const first = shownOn(await review(ana));
    await change(other);
    expect(await ana.refused('/answer/finish', first)).toContain(
      'what was answered, signed or written here is different',
    );
    expect(await decided(id)).toEqual([]);
  });

  it('decides nothing in another language than it was shown in, and nothing for a form that does not say', async () => {
    const { id, ana } = await asked([aConsent()]);
    await ana.sends('/answer/1', { do: 'ACCEPT' });
    const first = shownOn(await review(ana));
    await ana.follows(await ana.post('/answer/1', { lang: 'DEU' }).expect(303));
    const again = await ana.refused('/answer/finish', first);
    expect(again).toContain('Diese Seite ist jetzt in einer anderen Sprache.');
    for (const shown of [{ shown: '' }, { shown: 'x' }, { ...shownOn(again), shown: '0'.repeat(64) }])
      expect(await ana.refused('/answer/finish', shown)).toContain('Es wurde nichts festgehalten');
    expect(await decided(id)).toEqual([]);
  });

  it('that comes too late says so, unless it showed what was decided', async () => {
    const { id, ana, other } = await asked([aConsent()]);
    await ana.sends('/answer/1', { do: 'REJECT' });
    const first = shownOn(await review(ana));
    await other.sends('/answer/1', { do: 'ACCEPT' });
    const second = shownOn(await review(other));
    expect(await other.sends('/answer/finish', second)).toBe('/done?now');
    expect(await other.sends('/answer/finish', second)).toBe('/done?now'); // a double click
    const late = await ana.refused('/answer/finish', first);
    expect(late).toContain('What you sent just now was not recorded');
    expect(late).not.toContain('Done, thank you');
    expect(await decided(id)).toEqual([{ action: 'ACCEPT' }]);
  });

  it('is in the evidence of each decision by its digest, which can be computed again from the evidence', async () => {
    const { id, ana } = await asked([aConsent(), aForm(), { ...aConsent('News'), required: false }]);
    await ana.sends('/answer/1', { do: 'REJECT', reason: 'No.' });
    const item = shownOn((await ana.get('/answer/2')).text);
    await ana.sends('/answer/2', { ...item, do: 'ACCEPT', 'a.0': 'aisle' });
    const shown = shownOn(await review(ana));
    await ana.sends('/answer/finish', shown);
    const [first, second] = await factsOf(id);
    expect(first.shown.digest).toBe(shown.shown[0]);
    expect(second.chosen).toEqual({ shown: item.shown[0], at: expect.any(String) });
    for (const fact of [first, second]) {
      const { pageLanguage, contentLanguage, shown: given } = fact;
      const { asksOthers, items } = given;
      const digest = { type: 'Review', request: id, pageLanguage, contentLanguage, asksOthers, items };
      expect(digestOf(digest)).toBe(given.digest);
      expect(given.items).toContain(given.item);
      const { action, reason, answersDigest, placements } = fact;
      const asShown = { credential: fact.credential, contentDigest: fact.digest, required: given.required, placements };
      const choice = { status: 'PENDING', choice: action, reason, answersDigest, marks: [] };
      expect(digestOf({ ...asShown, ...choice })).toBe(given.item);
    }
  });
});

describe('The page of an item', () => {
  it('chooses nothing when something else was chosen since it was shown, and says what', async () => {
    const { ana, other } = await asked([aConsent()]);
    const first = shownOn((await ana.get('/answer/1')).text);
    await other.sends('/answer/1', { do: 'REJECT' });
    const again = await ana.refused('/answer/1', { ...first, do: 'ACCEPT' });
    expect(again).toMatch(/Nothing was recorded.*was “To do”, is now “Rejected”/s);
    expect(await review(ana)).toContain('Rejected');
    expect(await ana.sends('/answer/1', { ...shownOn(again), do: 'ACCEPT' })).toBe('/answer/review');
  });

  it('keeps what was typed, as no choice, and takes the same form twice', async () => {
    const { ana, other } = await asked([aForm()]);
    const first = shownOn((await ana.get('/answer/1')).text);
    expect(await ana.sends('/answer/1', { ...first, do: 'ACCEPT', 'a.0': 'aisle' })).toBe('/answer/review');
    expect(await ana.sends('/answer/1', { ...first, do: 'ACCEPT', 'a.0': 'aisle' })).toBe('/answer/review');
    const again = await other.refused('/answer/1', { ...first, do: 'ACCEPT', 'a.0': 'window' });
    expect(again).toMatch(/Nothing was recorded.*was “To do”|window/s);
    expect(again).toContain('window');
    expect(await review(ana)).toContain('still needs your choice');
  });

  it('of an earlier version, which says nothing of what it showed, is understood: nothing is final yet', async () => {
    const { ana } = await asked([aConsent()]);
    expect(await ana.sends('/answer/1', { do: 'ACCEPT' })).toBe('/answer/review');
  });
});

describe('Taking back', () => {
  it('does so only where it is as the page showed it', async () => {
    const { id, ana } = await asked([aConsent()]);
    await ana.sends('/answer/1', { do: 'ACCEPT' });
    await ana.sends('/answer/finish', {});
    const first = shownOn((await ana.get('/answer/1/withdraw').expect(200)).text);
    await ana.get('/done?lang=DEU').expect(200);
    for (const shown of [{ shown: '' }, { shown: '0'.repeat(64) }])
      expect(await ana.refused('/answer/1/withdraw', shown)).toContain('Nothing was recorded');
    expect(await sql(server.database, 'SELECT count(*)::int FROM withdrawals')).toEqual([{ count: 0 }]);
    const typed = 'Não concordo <mais> ~ 同意しない';
    expect(await ana.refused('/answer/1/withdraw', { shown: '', reason: typed })).toMatch(
      /<textarea[^>]*>Não concordo &lt;mais(>|&gt;) ~ 同意しない<\/textarea>/,
    );
    expect(await ana.sends('/answer/1/withdraw', first)).toBe('/done');
    const [withdrawn] = await factsOf(id, 'decision.withdrawn');
    expect(withdrawn.shown).toBe(first.shown[0]);
  });
});

const digestOf = (shown: object) => sha256(canonicalize(shown)!).toString('hex');

interface Details {
  credential: string;
  action: string;
  reason: string | null;
  digest: string;
  answersDigest: string | null;
  placements: unknown;
  pageLanguage: string;
  contentLanguage: string;
  shown: { digest: string; items: string[]; item: string; required: boolean; asksOthers: boolean };
  chosen: { shown: string; at: string } | null;
}

/** What the log says of a request's credentials, opened. */
async function factsOf(requestId: string, kind = 'decision.made'): Promise<Details[]> {
  const rows = await sql<{ id: string; credential: string; content: Buffer }>(
    server.database,
    `SELECT e.id, c.id AS credential, d.content FROM credentials c JOIN evidence e ON e.subject_id = c.id AND e.kind = $2
     JOIN evidence_details d ON d.evidence_id = e.id WHERE c.request_id = $1 ORDER BY c.position`,
    [requestId, kind],
  );
  const envelopes = server.app.get(Envelopes);
  return rows.map(({ id, credential, content }) => {
    const details = envelopes.open({ purpose: 'evidence.details', row: id }, content).toString('utf8');
    return { ...(JSON.parse(details) as Details), credential };
  });
}

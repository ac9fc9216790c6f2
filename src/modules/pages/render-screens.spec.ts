import type { OrganizationId } from '../../platform/http';
import { counted } from '../../platform/pages';
import { resolveLanguage } from '../notifications';
import type { Arrival, ArrivalState } from '../requests';
import { LANGUAGES } from './page-language';
import { renderArrival, renderMissing, renderUnavailable } from './render-arrival';

const TOKEN = '0123456789abcdef01234567';

function anArrival({
  organization,
  ...more
}: Partial<Omit<Arrival, 'organization'>> & { organization?: Partial<Arrival['organization']> } = {}): Arrival {
  const acme = {
    id: TOKEN as OrganizationId,
    name: 'Acme, Lda.',
    colour: '#e30613',
    hasLogo: false,
    allowedOrigins: [],
  };
  return {
    state: 'OPEN',
    requestName: 'Your trip to Lisbon',
    language: 'ENG',
    itemCount: 3,
    expiresAt: new Date('2026-05-31T14:00:00Z'),
    organization: { ...acme, ...organization },
    ...more,
  };
}

const STATES: ArrivalState[] = ['OPEN', 'EXPIRED', 'CANCELED', 'FINISHED'];
const names = Object.keys(LANGUAGES);
const words = (html: string): string => html.replace(/<[^>]*>/g, '|');

describe.each(names)('The pages in %s', (language) => {
  it('are a language that messages are written in', () => expect(resolveLanguage(language)).toBe(language));

  it.each(STATES)('%s repeat no English by accident, and end no sentence twice', (state) => {
    const shown = words(renderArrival(anArrival({ language, state }), TOKEN));
    expect(shown).not.toMatch(/\.\.|undefined|\[object/);
    if (language === 'ENG') return;
    const sentences = (text: string) =>
      text.split('|').filter((piece) => piece.length > 20 && !piece.includes('Lisbon'));
    const english = sentences(words(renderArrival(anArrival({ state }), TOKEN)));
    expect(english.filter((sentence) => shown.includes(sentence))).toEqual([]);
  });

  it('have a form for every count a request can have', () => {
    const { tag, words: said } = LANGUAGES[language];
    const rules = new Intl.PluralRules(tag);
    for (let count = 1; count <= 30; count += 1) {
      expect(said.open.items).toHaveProperty(rules.select(count));
      expect(counted(said.open.items, count, tag)).toContain(String(count));
    }
  });
});

describe('A page', () => {
  it('has the words of the organization where the request has no name', () => {
    const html = renderArrival(anArrival({ requestName: null }), TOKEN);
    expect(html).toContain('<h1><bdi>Acme, Lda. asks for your answer</bdi></h1>');
    expect(html).toContain('<title>Acme, Lda. asks for your answer</title>');
  });

  it('names nobody where the organization has no visible name', () => {
    expect(renderArrival(anArrival({ organization: { name: '\u202e\u200b' } }), TOKEN)).toContain(
      'An organization asks for your answer.',
    );
  });

  it('shows English for a language it does not know, and our colour for none', () => {
    const html = renderArrival(anArrival({ language: 'XXX', organization: { colour: null } }), TOKEN);
    expect(html).toContain('<html lang="en-GB"');
    expect(html).toMatch(/href="\/pages\/[0-9a-f]{12}\/placet\.css"/);
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '\u202eevil\u202c',
    "'; DROP TABLE x;--\r\nSet-Cookie: a=b",
  ])('takes the name %j for a text', (name) => {
    for (const state of STATES) {
      const html = renderArrival(anArrival({ state, requestName: name, organization: { name, colour: name } }), TOKEN);
      expect(html).not.toMatch(/<script|<img|[\u202a-\u202e\r]/);
      expect(html.match(/<link /g)).toHaveLength(1);
    }
  });

  it('fences off a name that runs against its sentence', () => {
    expect(renderArrival(anArrival({ organization: { name: 'חברה' } }), TOKEN)).toContain('\u2068חברה\u2069 asks');
  });
});

it('What leads nowhere and what cannot be shown say so in every language', () => {
  for (const language of Object.values(LANGUAGES)) {
    expect(renderMissing(language)).toContain(`<h1>${language.words.missing.heading}</h1>`);
    expect(renderUnavailable(language)).toContain(`<h1>${language.words.unavailable.heading}</h1>`);
  }
});

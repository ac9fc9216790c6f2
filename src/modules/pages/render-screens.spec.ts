import { counted } from '../../platform/pages';
import { resolveLanguage } from '../../platform/languages';
import type { Doorstep } from '../requests';
import { aDoorstep, TOKEN } from './an-answering.fixture';
import { frameOf } from './frame';
import { LANGUAGES } from './page-language';
import { renderDoorstep, renderMissing, renderRefused, renderUnavailable } from './render-screens';

const STATES: Doorstep['state'][] = ['OPEN', 'EXPIRED', 'CANCELED', 'FINISHED'];
const names = Object.keys(LANGUAGES);
const words = (html: string): string => html.replace(/<nav.*?<\/nav>/s, '').replace(/<[^>]*>/g, '|');

const render = (doorstep: Doorstep, language?: string): string =>
  renderDoorstep(frameOf(doorstep, { token: TOKEN, language }), doorstep);

describe.each(names)('The pages in %s', (language) => {
  it('are a language that messages are written in', () => expect(resolveLanguage(language)).toBe(language));

  it.each(STATES)('%s repeat no English by accident, and end no sentence twice', (state) => {
    const shown = words(render(aDoorstep({ language, state })));
    expect(shown).not.toMatch(/\.\.|undefined|\[object|\u0001/);
    if (language === 'ENG') return;
    const sentences = (text: string) =>
      text.split('|').filter((piece) => piece.length > 20 && !piece.includes('Lisbon'));
    const english = sentences(words(render(aDoorstep({ state }))));
    expect(english.filter((sentence) => shown.includes(sentence))).toEqual([]);
  });

  it('have a form for every count a request can have', () => {
    const { tag, words: said } = LANGUAGES[language];
    const rules = new Intl.PluralRules(tag);
    const phrases = [
      said.open.items,
      said.code.wrong,
      said.list.places,
      said.item.hidden,
      said.form.again,
      said.review.missing,
    ];
    for (const forms of phrases)
      for (let count = 1; count <= 30; count += 1) {
        expect(forms).toHaveProperty(rules.select(count));
        expect(counted(forms, count, tag)).not.toBe('');
      }
  });
});

describe('The door', () => {
  it('has the words of the organization where the request has no name', () => {
    const html = render(aDoorstep({ requestName: null }));
    expect(html).toContain('<h1><bdi>Acme, Lda. asks for your answer</bdi></h1>');
    expect(html).toContain('<title>Acme, Lda. asks for your answer · Acme, Lda.</title>');
  });

  it('names nobody where the organization has no visible name', () => {
    expect(render(aDoorstep({ organization: { name: '\u202e\u200b' } }))).toContain(
      'An organization asks for your answer.',
    );
  });

  it('shows English for a language it does not know, and our colour for none', () => {
    const html = render(aDoorstep({ language: 'XXX', organization: { colour: null } }));
    expect(html).toContain('<html lang="en-GB"');
    expect(html).toMatch(/href="\/pages\/[0-9a-f]{12}\/placet\.css"/);
  });

  it('speaks the language that the person has chosen, and offers the others for the same page', () => {
    const html = render(aDoorstep(), 'PRT');
    expect(html).toContain('<html lang="pt-PT"');
    expect(html).toContain(`href="/link/${TOKEN}?lang=ENG"`);
    expect(html).toContain('aria-current="true"');
  });

  it('has one field for the code, which phones fill in by themselves', () => {
    const html = render(aDoorstep());
    expect(html).toMatch(/<input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code"/);
    expect(html).toContain('It is in the message we sent to \u2066a•••@example.com\u2069');
  });

  it('offers a code by every way there is, and says when', () => {
    const html = render(
      aDoorstep({
        otherContacts: [{ type: 'PHONE', contact: '+351 ••• •• 678' }],
        nextCodeAt: new Date('2026-05-01T10:00:30Z'),
      }),
    );
    expect(html).toMatch(/name="to" value="EMAIL"/);
    expect(html).toMatch(/name="to" value="PHONE"/);
    expect(html).toContain('<time datetime="2026-05-01T10:00:30.000Z" data-form="clock">10:00:30 UTC</time>');
  });

  it('says whom to ask where the organization delivers codes, and offers no sending', () => {
    const html = render(aDoorstep({ codesComeFrom: 'ORGANIZATION' }));
    expect(html).toContain('Acme, Lda. gives you this code.');
    expect(html).not.toContain('/send"');
  });

  it('asks for no code when no code lets in', () => {
    expect(render(aDoorstep({ locked: true }))).toContain('This link is locked');
    expect(render(aDoorstep({ locked: true }))).not.toContain('<form');
    expect(render(aDoorstep({ state: 'EXPIRED', mayEnter: false }))).not.toContain('<form');
    expect(render(aDoorstep({ state: 'EXPIRED' }))).toContain('See my answer');
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '\u202eevil\u202c',
    "'; DROP TABLE x;--\r\nSet-Cookie: a=b",
  ])('takes the name %j for a text', (name) => {
    for (const state of STATES) {
      const html = render(aDoorstep({ state, requestName: name, organization: { name, colour: name } }));
      expect(html).not.toMatch(/<script(?! src="\/pages\/[0-9a-f]{12}\/page\.js" defer)|<img|[\u202a-\u202e\r]/);
      expect(html.match(/<link (?!rel="icon")/g)).toHaveLength(1);
    }
  });

  it('fences off a name that runs against its sentence', () => {
    expect(render(aDoorstep({ organization: { name: 'חברה' } }))).toContain('\u2068חברה\u2069 asks');
  });
});

it('What leads nowhere, is refused or cannot be shown says so in every language', () => {
  for (const language of Object.values(LANGUAGES)) {
    expect(renderMissing(language)).toContain(`<h1>${language.words.missing.heading}</h1>`);
    expect(renderRefused(language)).toContain(`<h1>${language.words.refused.heading}</h1>`);
    expect(renderUnavailable(language)).toContain(`<h1>${language.words.unavailable.heading}</h1>`);
  }
});

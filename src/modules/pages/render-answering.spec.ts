import { aDocumentItem, anAnswering, anItem, TOKEN } from './an-answering.fixture';
import { IDENTITY_FIELDS, type IdentityStep } from '../identity';
import type { Answering, AnsweringItem } from '../requests';
import type { Field } from './asked';
import { frameOf } from './frame';
import { viewKept } from './item-view';
import { LANGUAGES } from './page-language';
import { renderDone, renderIdentity, renderItem, renderList, renderReview, renderWithdraw } from './render-answering';

const frame = (answering: Answering, language?: string) =>
  frameOf(answering, { token: TOKEN, language, at: '/answer' });
const item = (more: Partial<AnsweringItem>, language?: string): string => {
  const answering = anAnswering([anItem(more)]);
  return renderItem(frame(answering, language), answering, 0, viewKept(answering.items[0], 'ENG'));
};
const json = (data: Field[], language?: string): string => item({ type: 'JSON', data }, language);
const field = (label: string, type: Field['type'], value: unknown, more: Partial<Field> = {}): Field => ({
  ...{ label, type, value, hidden: false },
  ...more,
});
const text = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

const accepted = {
  ...{ action: 'ACCEPT' as const, reason: null, answers: null, documents: [] },
  ...{ decidedAt: new Date('2026-05-01T10:00:00Z'), withdrawnAt: null },
};

describe('What is to be approved', () => {
  const LIMITS = [
    field('Maximum amount', 'number', 1250.5),
    field('Currency', 'string', 'EUR'),
    field('Nights', 'number', 12000),
    field('Rebooking', 'boolean', true),
    field('Ends', 'date', '2026-05-02'),
    field('Until', 'date', '2026-05-02T14:00:00Z'),
  ];

  it('reads as the person’s language writes it: money, numbers, dates, yes and no', () => {
    const english = text(json(LIMITS));
    for (const shown of ['€1,250.50', '12,000', 'Yes', '2 May 2026', 'Saturday, 2 May 2026 at 14:00 UTC'])
      expect(english).toContain(shown);
    const german = text(json(LIMITS, 'DEU'));
    for (const shown of ['1.250,50 €', '12.000', 'Ja', '2. Mai 2026', 'Samstag, 2. Mai 2026'])
      expect(german.replaceAll('\u00a0', ' ')).toContain(shown);
  });

  it('says what a limit counts, its budget with all decimals and its window as a length of time', () => {
    const limits = [
      field('Bookings', 'number', 20, { rule: 'MAX_USES' }),
      field('Budget', 'string', '9007199254740993.5', { rule: 'BUDGET', currency: 'EUR' }),
      field('In dinars', 'number', 1000.5, { rule: 'BUDGET', currency: 'RSD' }),
      field('Each', 'string', 'P1M', { rule: 'WINDOW' }),
    ];
    const english = text(json(limits)).replaceAll('\u00a0', ' ');
    for (const shown of ['20 How often', '€9,007,199,254,740,993.50 How much', 'RSD 1,000.50', '1 month After each'])
      expect(english).toContain(shown);
    expect(text(json(limits, 'DEU'))).toContain('1 Monat Nach jedem');
  });

  it('shows objects and lists inside one another', () => {
    const shown = text(
      json([
        field('Hotel', 'object', null, { fields: [field('City', 'string', 'Lisbon'), field('Stars', 'number', 4)] }),
        field('Guests', 'array', [
          { Name: 'Ana', Age: 4 },
          { Name: 'Rui', Age: 40 },
        ]),
        field('Cities', 'array', ['Porto', 'Faro']),
        field('Raw', 'object', { deep: { deeper: [true, null] } }),
      ]),
    );
    expect(shown).toMatch(
      /Hotel City Lisbon Stars 4 .*Name Ana Age 4 Name Rui Age 40 .*Porto Faro .*deep deeper Yes Not filled in/,
    );
  });

  it('counts what is hidden, keeps it out of the table and lets it be opened', () => {
    const html = json([field('Shown', 'string', 'A'), field('Policy', 'string', 'v7', { hidden: true })]);
    expect(html).toContain('1 technical field is included');
    expect(html.indexOf('v7')).toBeGreaterThan(html.indexOf('<details class="more">'));
  });

  it('links web addresses and nothing else', () => {
    const html = json([
      field('Good', 'url', 'https://example.com/a?b=1&c'),
      field('Bad', 'url', 'javascript:alert(1)'),
    ]);
    expect(html).toContain(
      '<a href="https://example.com/a?b=1&amp;c" target="_blank" rel="noopener noreferrer nofollow"',
    );
    expect(html).not.toMatch(/href="javascript/);
  });
});

describe('A form', () => {
  it('asks by type, and shows what has a value already', () => {
    const html = item({
      type: 'FORM',
      data: [
        field('Name', 'string', null, { required: true }),
        field('Born', 'date', null),
        field('Seat', 'string', null, { options: ['aisle', 'window'], required: true }),
        field('Country', 'string', null, { options: ['A', 'B', 'C', 'D', 'E', 'F', 'G'] }),
        field('Meals', 'array', null, { options: ['vegan', 'halal'] }),
        field('Agrees', 'boolean', null),
        field('Customer', 'number', 77),
        field('Trips', 'array', null, { fields: [field('To', 'string', null)] }),
      ],
    });
    expect(html).toMatch(/<input id="q-0" name="a\.0" type="text"[^>]* aria-required="true"/);
    expect(html).toMatch(/name="a\.1" type="date"/);
    expect(html.match(/type="radio" name="a\.2"/g)).toHaveLength(2);
    expect(html).toMatch(/<select id="q-3" name="a\.3"/);
    expect(html.match(/type="checkbox" name="a\.4"/g)).toHaveLength(2);
    expect(html.match(/type="radio" name="a\.5"/g)).toHaveLength(3);
    expect(html).not.toContain('name="a.6"');
    expect(html).toMatch(/name="a\.7\.0\.0"/);
    expect(html).toContain('value="MORE 7"');
  });

  it('comes back with what was kept, rows and choices included', () => {
    const data = [
      field('Meals', 'array', null, { options: ['vegan', 'halal'] }),
      field('Trips', 'array', null, { fields: [field('To', 'string', null)] }),
      field('Contact', 'object', null, { fields: [field('Phone', 'string', null)] }),
    ];
    const trip = (to: string) => [field('To', 'string', to)];
    const answers = [
      { ...data[0], value: ['halal'] },
      { ...data[1], value: [trip('Porto'), trip('Faro')] },
      { ...data[2], fields: [field('Phone', 'string', '912')] },
    ];
    const html = item({ type: 'FORM', data, draft: { action: 'ACCEPT', reason: null, answers, marks: [] } });
    expect(html).toMatch(/value="halal" checked/);
    expect(html).toMatch(/name="a\.1\.1\.0"[^>]*value="Faro"/);
    expect(html).toMatch(/name="a\.2\.0"[^>]*value="912"/);
  });
});

describe('A document', () => {
  it('has its pages in proportion, its places on them, and fields for them that need no script', () => {
    const answering = anAnswering([aDocumentItem()], { personName: 'Ana Silva' });
    const html = renderItem(frame(answering), answering, 0, viewKept(answering.items[0], 'ENG'));
    expect(html).toContain('<svg class="paper" viewBox="0 0 595 842"');
    expect(html.match(/<rect class="place"/g)).toHaveLength(5);
    expect(html).toMatch(/name="SIGNATURE\.text"[^>]*value="Ana Silva"/);
    expect(html.match(/name="at" value="s\d"/g)).toHaveLength(2);
    expect(html).toMatch(/name="p\.n1" [^>]*value="Ana Silva"/);
    expect(html).toMatch(/name="p\.d1" type="date"/);
    expect(html).toMatch(/type="checkbox" name="p\.c1"/);
    expect(html).toContain('Sign and continue');
    expect(html).toContain(`href="/link/${TOKEN}/answer/1/document"`);
  });

  it('that is decided has no places left on its pages', () => {
    const html = item(aDocumentItem({ decision: accepted, status: 'APPROVED' }));
    expect(html).toContain('<svg class="paper"');
    expect(html).not.toContain('<rect class="place"');
  });

  it('that only has to be read asks for nothing to be filled in', () => {
    const html = item({ ...aDocumentItem({ places: [] }) });
    expect(html).not.toContain('class="places"');
    expect(html).toContain('Accept and continue');
  });
});

describe('The button', () => {
  const review = (...items: AnsweringItem[]) => {
    const answering = anAnswering(items);
    return renderReview(frame(answering), answering);
  };
  const draft = (action: 'ACCEPT' | 'REJECT' | 'SKIP') => ({ action, reason: null, answers: null, marks: [] });
  const mark = { placeId: 's1', kind: 'TYPED' as const, text: 'Ana', image: null };

  it('says what it will do', () => {
    expect(review(anItem({ draft: draft('ACCEPT') }))).toMatch(/<button class="button wide">Accept</);
    expect(review(anItem({ draft: draft('REJECT') }))).toMatch(/<button class="button wide">Reject</);
    expect(review(anItem({ draft: draft('ACCEPT') }), anItem({ draft: draft('REJECT') }))).toContain(
      '>Confirm these answers<',
    );
    expect(review(aDocumentItem({ draft: { ...draft('ACCEPT'), marks: [mark] } }))).toContain('>Accept and sign<');
    const leftOut = aDocumentItem({ draft: { ...draft('SKIP'), marks: [mark] } });
    expect(review(anItem({ draft: draft('ACCEPT') }), leftOut)).toMatch(/<button class="button wide">Accept</);
  });

  it('is not there while a required item waits', () => {
    expect(review(anItem({ draft: draft('ACCEPT') }), anItem())).not.toContain('/answer/finish');
    expect(review(anItem({ draft: draft('ACCEPT') }), anItem({ required: false }))).toContain('/answer/finish');
  });
});

describe('Whoever may not decide yet', () => {
  const unmet = anAnswering([anItem(), anItem()], { levelMet: false });

  it('reads everything, is told why, and finds no button that would be refused', () => {
    const list = renderList(frame(unmet), unmet);
    expect(list).toContain('One thing is missing first');
    expect(list).not.toContain('>Start<');
    const page = renderItem(frame(unmet), unmet, 0, viewKept(unmet.items[0], 'ENG'));
    expect(page).toContain('I agree.');
    expect(page).not.toContain('value="ACCEPT"');
  });
});

describe('Afterwards', () => {
  const done = (more: Partial<Answering> = {}, justNow = true) => {
    const items = [
      anItem({ decision: accepted, status: 'APPROVED', withdrawable: true }),
      aDocumentItem({ decision: accepted, status: 'APPROVED' }),
    ];
    const answering = anAnswering(items, { finished: true, ...more });
    return renderDone(frame(answering), answering, { justNow });
  };

  it('there are copies, and a way to take a consent back', () => {
    const html = done();
    expect(html).toContain(`href="/link/${TOKEN}/answer/2/document?save"`);
    expect(html).toContain(`href="/link/${TOKEN}/record"`);
    expect(html).toContain(`href="/link/${TOKEN}/answer/1/withdraw"`);
    expect(html).not.toContain('/answer/2/withdraw');
  });

  it('the way on is a link to an address as a browser reads it, followed by itself only just now', () => {
    expect(done({ redirectUrl: 'https://APP.example.com/x y' })).toContain('href="https://app.example.com/x%20y"');
    expect(done({ redirectUrl: 'https://app.example.com/' })).toContain('data-going=');
    expect(done({ redirectUrl: 'https://app.example.com/' }, false)).not.toContain('data-going=');
    expect(done({ redirectUrl: 'javascript:alert(1)' })).not.toContain('way-on');
  });
});

const aStep = (more: Partial<IdentityStep> = {}): IdentityStep => ({
  ...{ met: null, onFile: null, providers: [], last: null, tooMany: false, expectsDocument: false, passOn: null },
  ...more,
});
const aProvider = { id: 'bank', name: 'Example Bank', kind: 'OIDC' as const };

/** The step of being identified in every state that it can be in. */
function identitySteps(text = 'A••• S•••'): IdentityStep[] {
  const met = {
    ...{ basis: 'VERIFICATION' as const, provider: 'bank', providerKind: 'OIDC' as const, facts: {} },
    ...{ verifiedAt: new Date('2026-05-01T10:00:00Z'), validUntil: new Date('2027-05-01T10:00:00Z') },
  };
  const provider = { ...aProvider, name: text };
  const onFile = { fullName: text, born: '1990', document: text, countryAlpha3: 'PRT' };
  const reasons = ['stopped', 'took_too_long', 'unavailable', 'not_confirmed'] as const;
  return [
    aStep({ providers: [provider], expectsDocument: true }),
    aStep({ providers: [provider], onFile }),
    aStep({
      providers: [provider],
      last: { status: 'PENDING', provider: text, address: 'https://bank.example/x?a=1' },
    }),
    aStep({ providers: [provider], last: { status: 'PENDING', provider: text, address: null } }),
    aStep({ tooMany: true }),
    aStep({ met, passOn: { id: TOKEN, fields: IDENTITY_FIELDS.map((field) => ({ field, value: text })) } }),
    ...reasons.map((reason) => aStep({ providers: [provider], last: { status: 'OVER', reason } })),
  ];
}

describe('Whoever has to be identified', () => {
  const page = (step: IdentityStep): string => renderIdentity(frame(anAnswering()), step);

  it('chooses a provider, and is led there by a link that says where it leads', () => {
    const provider = aProvider;
    expect(page(aStep({ providers: [provider] }))).toMatch(
      /name="provider" value="bank">\s*Continue with .*Example Bank/,
    );
    const last = { status: 'PENDING' as const, provider: 'Example Bank', address: 'https://bank.example/x?a=1&b=2' };
    const html = page(aStep({ providers: [provider], last }));
    expect(html).toContain('href="https://bank.example/x?a=1&amp;b=2"');
    expect(text(html)).toContain('bank.example');
  });

  it('finds no button that would be refused once there were too many attempts', () => {
    const html = page(aStep({ providers: [aProvider], tooMany: true }));
    expect(html).not.toContain('name="provider"');
    expect(text(html)).toContain('Acme, Lda.'); // whom to turn to
  });

  it('finds the way to the step from the items', () => {
    const answering = anAnswering([anItem()], { levelMet: false, identity: aStep({ providers: [aProvider] }) });
    expect(renderList(frame(answering), answering)).toContain(`href="/link/${TOKEN}/identity"`);
  });
});

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e{n}';
const OWN_SCRIPTS = /<script src="\/pages\/[0-9a-f]{12}\/(page|document)\.js" defer><\/script>/g;
const OWN_PICTURES = /<img class="picture" src="\d+\/pages\/\d+\/720\.webp" [^<>]*>/g;

it.each(Object.keys(LANGUAGES))('In %s no field of anybody becomes a tag, on any page', (language) => {
  const draft = { action: 'REJECT' as const, reason: HOSTILE, answers: null, marks: [] };
  const hostile = { name: HOSTILE, description: HOSTILE, scope: HOSTILE };
  const fields = [
    field('text', 'string', HOSTILE),
    field('url', 'url', HOSTILE),
    field(HOSTILE, 'object', { [HOSTILE]: [HOSTILE] }),
    field(HOSTILE, 'string', HOSTILE, { hidden: true }),
  ];
  const questions = [
    field(HOSTILE, 'string', null, { options: [HOSTILE] }),
    field(HOSTILE, 'array', null, { fields: [field(HOSTILE, 'string', null)] }),
  ];
  const answering = anAnswering(
    [
      anItem({ ...hostile, data: fields, draft, withdrawable: true, decision: { ...accepted, reason: HOSTILE } }),
      anItem({ ...hostile, data: fields, draft }),
      anItem({ ...hostile, type: 'JSON', data: fields }),
      anItem({ ...hostile, type: 'FORM', data: questions }),
      aDocumentItem({
        ...hostile,
        draft: { ...draft, action: 'ACCEPT', marks: [{ placeId: 's1', kind: 'TYPED', text: HOSTILE, image: null }] },
      }),
    ],
    { personName: HOSTILE, requestName: HOSTILE, redirectUrl: `https://example.com/${HOSTILE}` },
  );
  const view = frame({ ...answering, organization: { ...answering.organization, name: HOSTILE } }, language);
  const pages = [
    renderList(view, answering),
    renderReview(view, answering),
    renderDone(view, answering, { justNow: true }),
    renderWithdraw(view, answering, 0),
    ...identitySteps(HOSTILE).map((step) => renderIdentity(view, step)),
    ...answering.items.map((each, index) =>
      renderItem(view, answering, index, { ...viewKept(each, 'ENG'), problem: HOSTILE }),
    ),
  ];
  for (const page of pages) {
    expect(page.replace(OWN_SCRIPTS, '').replace(OWN_PICTURES, '')).not.toMatch(/<script|<img|<[^>]* (on\w+|style)=/);
    expect(page).not.toContain('[object Object]');
    expect(page).not.toContain('undefined');
  }
});

it('Every page says every sentence in the language it is shown in', () => {
  const limits = [
    field('a', 'number', 2, { rule: 'MAX_USES' }),
    field('b', 'number', 2, { rule: 'BUDGET', currency: 'EUR' }),
    field('c', 'string', 'P2W', { rule: 'WINDOW' }),
  ];
  const answering = anAnswering([anItem(), aDocumentItem(), anItem({ type: 'JSON', scope: 'a.b', data: limits })], {
    levelMet: true,
    asksOthers: true,
  });
  const all = (language: string): string[] => {
    const view = frame(answering, language);
    const pages = [
      renderList(view, answering),
      renderReview(view, answering),
      renderDone(view, answering, { justNow: true }),
      renderWithdraw(view, answering, 0),
      ...identitySteps().map((step) => renderIdentity(view, step)),
    ];
    return [
      ...pages,
      ...answering.items.map((each, index) => renderItem(view, answering, index, viewKept(each, 'ENG'))),
    ]
      .flatMap((page) =>
        page
          .replace(/<nav.*?<\/nav>/s, '')
          .replace(/<[^>]*>/g, '|')
          .split('|'),
      )
      .filter((piece) => piece.length > 12 && !/Acme|Lisbon/.test(piece));
  };
  const english = new Set(all('ENG'));
  for (const language of Object.keys(LANGUAGES).filter((name) => name !== 'ENG'))
    expect([language, all(language).filter((piece) => english.has(piece))]).toEqual([language, []]);
});

describe('A level of security that is not met', () => {
  const unmet = (levelWithinReach: boolean, language: string): string => {
    const answering = anAnswering([anItem()], { levelMet: false, levelWithinReach });
    return renderList(frame(answering, language), answering);
  };

  it.each(Object.keys(LANGUAGES))('promises a way to meet it only where there is one (%s)', (language) => {
    const { list } = LANGUAGES[language].words;
    expect(unmet(true, language)).toContain(`<h2>${list.levelTitle}</h2>`);
    const html = unmet(false, language);
    expect(html).toContain(`<h2>${list.noWayTitle}</h2>`);
    expect(html).not.toContain(list.levelTitle);
    expect(text(html).match(/Acme, Lda\./g)?.length).toBeGreaterThan(2); // whom to turn to
  });
});

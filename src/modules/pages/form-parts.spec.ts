import { aDocumentItem, anItem } from './an-answering.fixture';
import type { AnsweringItem } from '../requests';
import { choiceIn as choiceWith, growingList, unfinishedIn as unfinishedWith } from './choice-in';
import { codeFrom } from './door-notices';
import { FormBody } from './form-body';
import { marksGiven, marksKept, marksOf } from './marks-given';
import { isFromOurPage } from './same-origin';
import { cookieOf, sessionCookieName } from './session-cookie';

const choiceIn = (body: FormBody, item: AnsweringItem) => choiceWith(body, item, 'ENG');
const unfinishedIn = (body: FormBody, item: AnsweringItem) => unfinishedWith(body, item, 'ENG');
const body = (text: string): FormBody => new FormBody(new URLSearchParams(text));
const PNG = `data:image/png;base64,${Buffer.from('89504e470d0a1a0a', 'hex').toString('base64')}`;

describe('A choice in a form', () => {
  it('is the button that was pressed; a form without one accepts nothing', () => {
    expect(choiceIn(body('do=ACCEPT'), anItem()).action).toBe('ACCEPT');
    for (const odd of ['', 'do=', 'do=accept', 'do=MORE+1']) expect(choiceIn(body(odd), anItem()).action).toBe('SKIP');
  });

  it('may name a list that is to grow, and none deeper than lists can be', () => {
    const growing = (path: string) => growingList(body(`do=MORE+${path}`), anItem({ type: 'FORM' }));
    expect(growing('1.0.12')).toBe('1.0.12');
    for (const odd of ['', '1.', '12345', '1.x', `1${'.1'.repeat(9)}`]) expect(growing(odd)).toBeUndefined();
  });

  it('carries the reason of a reject, trimmed and no longer than it may be', () => {
    expect(choiceIn(body('do=REJECT&reason=++no++'), anItem()).reason).toBe('no');
    expect(choiceIn(body('do=REJECT&reason='), anItem()).reason).toBeUndefined();
    expect(choiceIn(body(`do=REJECT&reason=${'x'.repeat(3000)}`), anItem()).reason).toHaveLength(1000);
  });

  it('carries the answers of a form by their paths', () => {
    const { answers } = choiceIn(body('do=ACCEPT&a.0=x&a.1.0.2=y&a.3=p&a.3=q&b=z'), anItem({ type: 'FORM' }));
    expect([...answers!]).toEqual([
      ['0', ['x']],
      ['1.0.2', ['y']],
      ['3', ['p', 'q']],
    ]);
  });
});

describe('Files in a form', () => {
  const file = { fileName: 'a.pdf', bytes: Buffer.from('%PDF-') };
  const sent = (text: string) => new FormBody(new URLSearchParams(text), new Map([['f.1', file]]));

  it('are carried by their paths; what is to be removed is not named any more', () => {
    const draft = choiceIn(sent('do=ACCEPT&a.1=aa&a.2=bb&remove.2=true'), anItem({ type: 'FORM' }));
    expect([...draft.answers!]).toEqual([['1', ['aa']]]);
    expect([...draft.files!]).toEqual([['1', file]]);
  });

  it('come with a form that is being filled in, and never with a reject or for anything else', () => {
    const more = unfinishedIn(sent('do=MORE+3&a.0=x'), anItem({ type: 'FORM' }));
    expect(more).toMatchObject({ action: 'ACCEPT', unfinished: true, files: new Map([['1', file]]) });
    for (const [text, type] of [
      ['do=REJECT', 'FORM'],
      ['do=ACCEPT', 'CONSENT'],
    ] as const)
      expect(choiceIn(sent(text), anItem({ type })).files).toBeUndefined();
  });
});

describe('Marks in a form', () => {
  const { places } = aDocumentItem();
  const marks = (text: string) => marksOf(marksGiven(body(text), places), places);

  it('put one signature into each place that was filled, and no other', () => {
    const typed = marks('SIGNATURE.kind=TYPED&SIGNATURE.text=Ana&at=s2');
    expect(typed.filter(({ kind }) => kind === 'TYPED')).toEqual([
      { placeId: 's2', kind: 'TYPED', text: 'Ana', image: null },
    ]);
  });

  it('are no longer than their field takes', () => {
    expect(marks(`SIGNATURE.text=${'x'.repeat(5000)}&at=s1`)[0].text).toHaveLength(100);
  });

  it('leave a name as it was left, where it was emptied', () => {
    const unfinished = { reason: null, answers: null, marks: [], errors: [], wrongPlaces: [] };
    expect(marksKept(aDocumentItem({ unfinished })).texts.get('n1')).toBe('');
    expect(marksKept(aDocumentItem()).texts.has('n1')).toBe(false);
  });

  it('take a drawing for a drawing only where there is one', () => {
    const drawn = `SIGNATURE.kind=DRAWN&SIGNATURE.text=Ana&SIGNATURE.image=${encodeURIComponent(PNG)}&at=s1`;
    expect(marks(drawn)[0]).toMatchObject({ kind: 'DRAWN', text: null, image: expect.any(Buffer) });
    expect(
      marks('SIGNATURE.kind=DRAWN&SIGNATURE.image=https://x/y.png&at=s1').some(({ placeId }) => placeId === 's1'),
    ).toBe(false);
    expect(marks('SIGNATURE.kind=DRAWN&SIGNATURE.text=Ana&at=s1')[0]).toMatchObject({ kind: 'TYPED', text: 'Ana' });
  });

  it('keep names and dates, leave out what is empty, and say whether a box is ticked', () => {
    expect(marks('p.n1=+Ana+Silva+&p.d1=2026-05-01&p.c1=true')).toEqual([
      { placeId: 'n1', kind: 'TEXT', text: 'Ana Silva', image: null },
      { placeId: 'd1', kind: 'DATE', text: '2026-05-01', image: null },
      { placeId: 'c1', kind: 'CHECK', text: 'true', image: null },
    ]);
    expect(marks('')).toEqual([{ placeId: 'c1', kind: 'CHECK', text: 'false', image: null }]);
  });
});

it.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['123-456.', '123456'],
  ['١٢٣٤٥٦', '123456'],
  ['１２３４５６', '123456'],
  ['12345678', '12345678'],
  ['', undefined],
  ['abcdef', undefined],
  ['123', undefined],
  ['1'.repeat(1000), undefined],
])('The code that was typed as %j is %j', (typed, code) => expect(codeFrom(typed)).toBe(code));

describe('A form comes from our page', () => {
  const from = (headers: { 'sec-fetch-site'?: string; origin?: string }) =>
    isFromOurPage({ headers: { host: 'sign.example', ...headers } }, 'https://sign.example');

  it.each([
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://sign.example' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://sign.example' },
    {},
  ])('when the browser says %j', (headers) => expect(from(headers)).toBe(true));

  it.each([
    { 'sec-fetch-site': 'cross-site', origin: 'null' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
    { origin: 'https://sign.example.evil.example' },
    { origin: 'file' },
  ])('not when it says %j', (headers) => expect(from(headers)).toBe(false));
});

it('The cookie of a link is named after it without telling it, and found among others', () => {
  const name = sessionCookieName('0123456789abcdef01234567', true);
  expect(name).toMatch(/^__Host-placet-[0-9a-f]{12}$/);
  expect(name).not.toBe(sessionCookieName('0123456789abcdef01234568', true));
  expect(cookieOf({ headers: { cookie: `a=b; ${name}=secret; c=d` } }, name)).toBe('secret');
  expect(cookieOf({ headers: { cookie: `x${name}=secret` } }, name)).toBeUndefined();
});

import { displayName, oneLine } from './display-name';

describe('a name to be shown', () => {
  it.each([
    ['Acme Hotels', 'Acme Hotels'],
    ['  Acme \t Hotels\u00a0 ', 'Acme Hotels'],
    ['Acme\r\nBcc: victim@example.com', 'Acme Bcc: victim@example.com'],
    ['\u202eevil\u202c \u2066x\u2069 \u200fy', 'evil x y'],
    ['a\u0000b\u001bc\u007fd\u0085e\u2028f', 'a b c d e f'],
    ['soft\u00adhyphen zero\u200bwidth \ufeffbom', 'softhyphen zerowidth bom'],
    ['lone \ud800 surrogate', 'lone surrogate'],
    ['tags \u{e0041}\u{e0042}', 'tags'],
    ['z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307a', 'z\u0300\u0301\u0302\u0303a'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['👩\u200d👩\u200d👧', '👩\u200d👩\u200d👧'],
    ['<b>&"\'', '<b>&"\''],
  ])('%j becomes %j', (given, shown) => expect(displayName(given, 80)).toBe(shown));

  it.each([undefined, '', ' \r\n', '\u200b\u202e', '\u200d', '\u3164\u2800', '\u0301'])(
    'is undefined for %j',
    (given) => expect(displayName(given, 80)).toBeUndefined(),
  );

  it('is cut between characters as a person counts them', () => {
    expect(displayName('x'.repeat(81), 80)).toBe(`${'x'.repeat(79)}…`);
    expect(displayName('👩\u200d👩\u200d👧'.repeat(5), 3)).toBe(`${'👩\u200d👩\u200d👧'.repeat(2)}…`);
  });
});

it('a name in plain text is whole and never more than one line', () => {
  expect(oneLine(`Acme\r\n\u2028Outcome: \u0085APPROVED\u202e ${'x'.repeat(5000)}`)).toBe(
    `Acme Outcome: APPROVED ${'x'.repeat(5000)}`,
  );
  expect(oneLine('\n')).toBe('-');
});

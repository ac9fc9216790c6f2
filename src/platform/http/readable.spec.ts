import { sameLetters, unreadable } from './readable';

describe('A name that people read', () => {
  it.each(
    [
      [' ', '\u00a0\u3000', '\u200b', '\u2800', '\u0301', '\u200e\u200f'],
      ['a\rb', 'a\nb', 'a\tb', 'a\u0007', 'a\u0085', 'a\u2028b', 'a\u2029'],
      ['\u202aa', 'a\u202b', 'a\u202c', 'a\u202d', 'a\u202e', '\u2066a', '\u2067a', '\u2068a', 'a\u2069'],
    ].flat(),
  )('is not %j', (name) => {
    expect(unreadable(name)).toMatch(/^must /);
  });

  it.each(['Acme, Lda.', 'São João', 'می\u200cخواهم', '👩\u200d💻', 'שלום\u200f!', '日本', '42', '-'])(
    'may be %j',
    (name) => {
      expect(unreadable(name)).toBeNull();
    },
  );

  it('is one, however its letters were composed', () => {
    expect(sameLetters('Sa\u0303o')).toBe('S\u00e3o');
  });
});

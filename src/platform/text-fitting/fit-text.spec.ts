import { fitText, isLegible, SMALLEST_TEXT, wrapText } from './fit-text';

/** Every letter is half as wide as it is high. */
const measure = (line: string): number => [...line].length / 2;
const fit = (text: string, width: number, height: number) => fitText(text, { width, height }, false, measure);

describe('Text in a place', () => {
  it('is as large as reads well, and no larger', () => {
    expect(fit('Ana', 300, 100)).toEqual({ lines: ['Ana'], size: 14 });
  });

  it('stays on one line while that reads well', () => {
    expect(fit('Ana Silva', 36, 60)).toEqual({ lines: ['Ana Silva'], size: 8 });
  });

  it('is wrapped where one line would be small', () => {
    const { lines, size } = fit('A quite long text that goes on', 60, 60);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(' ')).toBe('A quite long text that goes on');
    expect(size).toBeGreaterThan(7);
  });

  it('is wrapped at the smallest size before it is given up', () => {
    const word = 'x'.repeat(60);
    const room = { width: 50, height: 22 };
    expect(fitText(word, room, false, measure).size).toBe(SMALLEST_TEXT);
    expect(isLegible(word, room, false, measure)).toBe(true);
    expect(isLegible(`${word}x`, room, false, measure)).toBe(false);
  });

  it('never stands larger than it fits, and is legible exactly when it is not too small', () => {
    for (const length of [1, 5, 20, 80, 200])
      for (const width of [10, 24, 90, 300])
        for (const height of [4, 12, 34, 100]) {
          const text = 'ab cde '.repeat(length).slice(0, length).trim();
          const { lines, size } = fit(text, width, height);
          for (const line of lines) expect(measure(line) * size).toBeLessThanOrEqual(width * 1.0001);
          const low = (height * 0.84) / 0.97;
          expect(isLegible(text, { width, height }, false, measure)).toBe(size >= Math.min(SMALLEST_TEXT, low) - 1e-9);
        }
  });
});

describe('Wrapping', () => {
  it('breaks between words, and inside a word only where it must', () => {
    expect(wrapText('one two\nthree abcdefghij', 3, measure)).toEqual(['one', 'two', 'three', 'abcdef', 'ghij']);
  });

  it.each([
    ['one word', 'x', 10],
    ['one word, line by line', 'x', 1],
    ['words', 'x ', 100],
    ['one long line', 'x', 1000],
  ])('measures little more of a longer text: %s', (_text, part, width) => {
    const measured = (length: number): number => {
      let letters = 0;
      const counting = (line: string): number => {
        letters += line.length;
        return measure(line);
      };
      wrapText(part.repeat(length).slice(0, length), width, counting);
      return letters;
    };
    expect(measured(200)).toBeLessThan(200 * 10);
    expect(measured(20_000)).toBeLessThan(20_000 * 16);
  });

  it('leaves the marks of a letter with it', () => {
    expect(wrapText('e\u0301e\u0301', 1, (line) => [...line].length / 2)).toEqual(['e\u0301', 'e\u0301']);
  });
});

import { accentOf, contrast, readable } from './accent';
import { DARK, LIGHT } from './palette';

const COLOURS = [
  '#ffeb3b',
  '#ffffff',
  '#000000',
  '#e30613',
  '#00a651',
  '#1d4f91',
  '#7f7f7f',
  '#ff00ff',
  '#0A0a2f',
  '#b7ffec',
];

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#000000', 21],
    ['#777777', '#777777', 1],
    ['#767676', '#ffffff', 4.54],
  ])('of %s and %s is %d', (one, other, ratio) => expect(contrast(one, other)).toBeCloseTo(ratio, 2));

  it('refuses what is no colour', () => expect(() => contrast('red', '#ffffff')).toThrow(TypeError));
});

describe('readable', () => {
  it('leaves a colour alone that is readable already', () =>
    expect(readable('#1d4f91', '#ffffff', 4.5)).toBe('#1d4f91'));

  it('darkens on light and lightens on dark, no further than needed', () => {
    const yellow = readable('#ffeb3b', '#ffffff', 4.5);
    expect(contrast(yellow, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(yellow, '#ffffff')).toBeLessThan(4.8);
    const navy = readable('#0a0a2f', '#211f1c', 4.5);
    expect(contrast(navy, '#211f1c')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(navy, '#211f1c')).toBeLessThan(4.8);
  });
});

describe('an accent', () => {
  it.each(COLOURS)('made of %s is readable everywhere it stands', (colour) => {
    const { light, dark } = accentOf(colour);
    expect(contrast(light.button, light.onButton)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark.button, dark.onButton)).toBeGreaterThanOrEqual(4.5);
    for (const behind of [LIGHT.page, LIGHT.surface]) {
      expect(contrast(light.button, behind)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(light.text, behind)).toBeGreaterThanOrEqual(7);
    }
    for (const behind of [DARK.page, DARK.surface]) {
      expect(contrast(dark.button, behind)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(dark.text, behind)).toBeGreaterThanOrEqual(7);
    }
  });

  it.each([undefined, '', 'red', '#12', '#1234567', 'url(x)', '#ff0000;}'])('made of %p is ours', (colour) =>
    expect(accentOf(colour)).toEqual(accentOf('#24527a')),
  );
});

it('sets every neutral text at 7:1 or more', () => {
  for (const { page, surface, inset, text, quiet, good, bad } of [LIGHT, DARK])
    for (const ink of [text, quiet, good, bad])
      for (const behind of [page, surface, inset]) expect(contrast(ink, behind)).toBeGreaterThanOrEqual(7);
});

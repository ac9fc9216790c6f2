import fc from 'fast-check';
import { domainNamed } from './domain';

const SEED = 20261130;

describe('A domain', () => {
  it.each([
    ['Example.COM', 'example.com', 'example.com'],
    ['b\u00fccher.example', 'xn--bcher-kva.example', 'b\u00fccher.example'],
    ['bu\u0308cher.example', 'xn--bcher-kva.example', 'b\u00fccher.example'],
    ['B\u00dcCHER.example', 'xn--bcher-kva.example', 'b\u00fccher.example'],
    ['XN--BCHER-KVA.example', 'xn--bcher-kva.example', 'b\u00fccher.example'],
    ['\u4f8b\u3048.jp', 'xn--r8jz45g.jp', '\u4f8b\u3048.jp'],
    ['p\u0430ypal.com', 'xn--pypal-4ve.com', 'xn--pypal-4ve.com'],
    ['stra\u00dfe.de', 'xn--strae-oqa.de', 'stra\u00dfe.de'],
  ])('%s is %s, shown as %s', (text, ascii, shown) => {
    expect(domainNamed(text)).toEqual({ ascii, shown });
  });

  it.each([
    ['\u212aelvin.com', 'the Kelvin sign'],
    ['\uff45xample.com', 'full width'],
    ['\ufb01le.com', 'a ligature'],
    ['\u0130stanbul.com', 'a capital that becomes an i and a dot'],
    ['exa mple.com', 'a space'],
    ['a@b', 'an at'],
    ['xn--a', 'no punycode'],
    ['', 'nothing'],
  ])('%j is none (%s)', (text) => {
    expect(domainNamed(text)).toBeNull();
  });

  it(`has one form, from either spelling (seed ${SEED})`, () => {
    const label = fc.string({
      unit: fc.constantFrom(...'abz-\u00e9\u00fc\u00df\u0131\u0430\u03c9\u4f8b\u3048\u05d0'),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(label, (text) => {
        const named = domainNamed(`${text}.example`);
        if (!named) return;
        expect(domainNamed(named.ascii)).toEqual(named);
        expect(domainNamed(named.shown)).toEqual(named);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });
});

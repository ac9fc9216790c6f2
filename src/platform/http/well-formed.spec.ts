import { malformations } from './well-formed';

const at = (value: unknown) => malformations(value).map(({ field }) => field);

describe('malformations', () => {
  it('finds nothing in what JSON carries and the product keeps', () => {
    const body = {
      text: 'Zoë 👩‍👩‍👧 \n\t',
      numbers: [0, -1.5, 1e15, 2 ** 53 - 1, 5e-324],
      none: null,
      yes: true,
      list: [[]],
    };
    expect(malformations(body)).toEqual([]);
    expect(malformations(undefined)).toEqual([]);
  });

  it('names the place of a NUL, in a value or in a name, without repeating it', () => {
    expect(malformations({ a: [{ b: 'x\0y' }] })).toEqual([
      { field: 'a[0].b', message: 'a[0].b must not contain NUL' },
    ]);
    expect(at({ 'a\0': 1 })).toEqual(['a\\0']);
  });

  it('names the place of a lone surrogate, in a value or in a name', () => {
    expect(at({ a: '\ud83d', b: '\ude00', c: '\ud83d\ude00' })).toEqual(['a', 'b']);
    expect(at({ '\ud83d': 1 })).toEqual(['\ufffd']);
  });

  it('refuses integers that another one could have been', () => {
    const body: unknown = JSON.parse(
      '{"c":9007199254740993,"d":-9007199254740993,"e":9007199254740991,"f":1e21,"g":-1000000000000000000000001,"h":1e300}',
    );
    expect(at(body)).toEqual(['c', 'd', 'f', 'g', 'h']);
  });

  it.each(['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'])(
    'refuses the name %s, which every object has',
    (name) => {
      const body: unknown = JSON.parse(`{"data":{"${name}":{"polluted":true}}}`);
      expect(at(body)).toEqual([`data.${name}`]);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  );

  it('names every place', () => {
    expect(at(['\0', { a: '\0', b: ['\0', 'fine'] }])).toEqual(['[0]', '[1].a', '[1].b[0]']);
  });

  it('is an object of more fields than anybody asks, named without looking at them all', () => {
    const crowd = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]));
    expect(malformations(crowd(1000))).toEqual([]);
    expect(malformations({ a: crowd(1001) })).toEqual([
      { field: 'a.k1000', message: 'a.k1000 is one too many: an object may have 1000 fields' },
    ]);
    expect(malformations(crowd(100_000))).toHaveLength(101);
  });
});

import { ambiguitiesIn } from './ambiguities';
import { isExact } from './exact-number';

const found = (json: string, most = 100) => {
  JSON.parse(json);
  return ambiguitiesIn(json, most).map(({ kind, path, written }) => `${kind} ${path} ${written}`);
};

describe('What JSON could mean twice', () => {
  it('is nothing where every name stands once and every number is carried', () => {
    const body = { a: [{ a: 1, b: 'a":1,{"' }, { a: 0.1 }], b: { a: { a: {} } }, c: 'a\\', 'a"': -0, '': [[], [1, 2]] };
    expect(found(JSON.stringify(body, null, 2))).toEqual([]);
    expect(found('[]')).toEqual([]);
    expect(found('"a"')).toEqual([]);
  });

  it('is a name that its object has twice, at any depth and however it is spelled', () => {
    expect(found('{"a":1,"b":2,"a":1}')).toEqual(['twice a a']);
    expect(found('{"a":1,"\\u0061":2}')).toEqual(['twice a a']);
    expect(found('{"é":1,"\\u00e9":2}')).toEqual(['twice é é']);
    expect(found('{"x\\"":1,"x\\u0022":2}')).toEqual(['twice x" x"']);
    expect(found('[1,{"a":[[],{"b":"b","c" : 0,\n"b" :{}}]}]')).toEqual(['twice [1].a[1].b b']);
    expect(found('{"__proto__":1,"__proto__":2,"":1,"":2}')).toEqual(['twice __proto__ __proto__', 'twice  ']);
  });

  it('is not a name in another object, in a value or in another letter', () => {
    expect(found('[{"a":"a"},{"a":["a","a"]},{"a":{"a":1},"A":1,"а":1}]')).toEqual([]);
  });

  it('is a number that is rounded when it is read, by its place', () => {
    expect(found('{"a":[1,{"b":900719925474099.01}],"c":-1e400}')).toEqual([
      'inexact a[1].b 900719925474099.01',
      'inexact c -1e400',
    ]);
    expect(found('9007199254740993')).toEqual(['inexact  9007199254740993']);
  });

  it('is told up to as many as are wanted, shortened', () => {
    const crowd = `[${Array(500).fill('1e999').join()}]`;
    expect(found(crowd, 101)).toHaveLength(101);
    const long = 'x'.repeat(100_000);
    expect(found(`{"${long}":1,"${long}":2}`)[0].length).toBeLessThan(300);
    expect(found('1'.repeat(100_000))[0].length).toBeLessThan(200);
  });
});

describe('A number', () => {
  it.each([
    ...[
      '0',
      '-0',
      '0.0',
      '0.1',
      '1.10',
      '-12.50',
      '1e2',
      '1E+2',
      '12e-1',
      '100.00000000000000000000',
      '0e999',
      '5e-324',
    ],
    ...[
      '0.30000000000000004',
      '0.10000000000000001',
      '0.79999999999999993',
      '1.0000000000000000e+2',
      '9007199254740991',
      '9007199254740992',
      '1e21',
      '1e300',
      '2.2250738585072014e-308',
    ],
    ...[
      '123456789012345',
      '0.000000000000001',
      '1.7976931348623157e308',
      '12345678901234567000',
      `0.${'0'.repeat(323)}5`,
    ],
  ])('%s is the one that is read', (written) => expect(isExact(written)).toBe(true));

  it.each([
    ...['9007199254740993', '900719925474099.01', '0.100000000000000005', '250.10000000000000001', '1e400', '-1e400'],
    ...['1e-400', '4.9e-324', '0.1e-400', '1.00000000000000000001', '123456789012345678', '1e99999999999999999999'],
    ...[`1.${'0'.repeat(2000)}`, '1'.repeat(100_000)],
  ])('%s is read as another', (written) => expect(isExact(written)).toBe(false));

  it('is the one that is read whenever a program wrote its shortest form', () => {
    const view = new DataView(new ArrayBuffer(8));
    let seed = 1;
    const next = () => (seed = Math.imul(seed, 1664525) + 1013904223) >>> 0;
    for (let round = 0; round < 20_000; round += 1) {
      view.setUint32(0, next());
      view.setUint32(4, next());
      const number = view.getFloat64(0);
      if (Number.isFinite(number)) expect([number, isExact(JSON.stringify(number))]).toEqual([number, true]);
    }
  });
});

import { parseQuery } from './parse-query';

describe('A query string', () => {
  it.each<[string, Record<string, string | string[]>]>([
    ['', {}],
    ['pageSize=20', { pageSize: '20' }],
    ['types=CONSENT,FORM', { types: 'CONSENT,FORM' }],
    ['types=CONSENT&types=FORM', { types: ['CONSENT', 'FORM'] }],
    ['types[]=CONSENT', { types: ['CONSENT'] }],
    ['types%5B%5D=CONSENT&types%5B%5D=FORM', { types: ['CONSENT', 'FORM'] }],
    ['types=CONSENT&types[]=FORM', { types: ['CONSENT', 'FORM'] }],
    ['types[0]=CONSENT', { types: ['CONSENT'] }],
    ['types[1]=FORM&types[0]=CONSENT', { types: ['CONSENT', 'FORM'] }],
    ['types%5B10%5D=c&types%5B2%5D=b&types%5B0%5D=a', { types: ['a', 'b', 'c'] }],
    ['types[x]=CONSENT', { 'types[x]': 'CONSENT' }],
    ['[]=a', { '[]': 'a' }],
    ['contact=%2B351912345678', { contact: '+351912345678' }],
  ])('%s', (text, expected) => {
    expect({ ...parseQuery(text) }).toEqual(expected);
  });

  it('has no names that every object has', () => {
    const parsed = parseQuery('__proto__=x&constructor=y');
    expect(Object.keys(parsed)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('is empty where there is none', () => {
    expect(Object.keys(parseQuery(undefined))).toEqual([]);
  });
});

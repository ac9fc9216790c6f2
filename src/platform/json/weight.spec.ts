import { beyondLimits } from './weight';

describe('beyondLimits', () => {
  it('counts levels of brackets, not those inside strings', () => {
    const deep = (json: string) => beyondLimits(Buffer.from(json), { depth: 2, values: 100 }) === 'depth';
    expect(deep('[[1]]')).toBe(false);
    expect(deep('[[[1]]]')).toBe(true);
    expect(deep('[{"a":[1]}]')).toBe(true);
    expect(deep('[{"a":"[[[[{{{{"}]')).toBe(false);
    expect(deep('[["a\\"[[[["]]')).toBe(false);
    expect(deep('[["a\\\\",[1]]]')).toBe(true);
    expect(deep('[[],[],[],{}]')).toBe(false);
    expect(deep('[["never closed [[[')).toBe(false);
  });

  it('counts values, not the commas inside strings', () => {
    const many = (json: string) => beyondLimits(Buffer.from(json), { depth: 100, values: 4 }) === 'values';
    expect(many('[1,2,3]')).toBe(false);
    expect(many('[1,2,3,4]')).toBe(true);
    expect(many('{"a":1,"b":[true]}')).toBe(false);
    expect(many('{"a":1,"b":[true,null]}')).toBe(true);
    expect(many('["a,b,c,d,e"]')).toBe(false);
    expect(many('[[],[],[]')).toBe(true);
  });
});

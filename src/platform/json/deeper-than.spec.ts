import { isDeeperThan } from './deeper-than';

describe('isDeeperThan', () => {
  it('counts brackets, not those inside strings', () => {
    const deep = (json: string) => isDeeperThan(2, Buffer.from(json));
    expect(deep('[[1]]')).toBe(false);
    expect(deep('[[[1]]]')).toBe(true);
    expect(deep('[{"a":[1]}]')).toBe(true);
    expect(deep('[{"a":"[[[[{{{{"}]')).toBe(false);
    expect(deep('[["a\\"[[[["]]')).toBe(false);
    expect(deep('[["a\\\\",[1]]]')).toBe(true);
    expect(deep('[[],[],[],{}]')).toBe(false);
    expect(deep('[["never closed [[[')).toBe(false);
  });
});

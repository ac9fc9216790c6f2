import { expectedVersion, requireVersion } from './if-match';

describe('If-Match', () => {
  it.each([
    ['3', 3],
    ['"3"', 3],
    ['W/"12"', 12],
    [' 7 ', 7],
    ['*', null],
    [undefined, null],
  ])('%p means %p', (header, version) => {
    expect(expectedVersion(header)).toBe(version);
  });

  it.each(['', 'three', '"abc"', '3, 4', '-1', '99999999999'])('cannot be %p', (header) => {
    expect(() => expectedVersion(header)).toThrow(expect.objectContaining({ code: 'validation_failed' }));
  });

  it('refuses another version and names both', () => {
    expect(() => requireVersion(4, 3)).toThrow(expect.objectContaining({ code: 'version_conflict' }));
    expect(() => requireVersion(4, 4)).not.toThrow();
    expect(() => requireVersion(4, null)).not.toThrow();
  });
});

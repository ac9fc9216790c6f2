import { randomBytes } from 'node:crypto';
import { MasterKey } from './master-key';
import { OneTimeCodes } from './one-time-codes';
import { randomBase62, randomCode, randomLinkToken } from './random';

const [old, current] = [0, 1].map(() => randomBytes(32).toString('base64'));
const codes = new OneTimeCodes(new MasterKey(current));

describe('A one-time code', () => {
  it('is recognised by its hash, for its own entry only', () => {
    const stored = codes.hash('entry-1', '123456');
    expect(codes.matches('entry-1', '123456', stored)).toBe(true);
    expect(codes.matches('entry-1', '123457', stored)).toBe(false);
    expect(codes.matches('entry-2', '123456', stored)).toBe(false);
  });

  it('cannot be tried without the key that the database does not hold', () => {
    const stored = codes.hash('entry-1', '123456');
    expect(new OneTimeCodes(new MasterKey(old)).matches('entry-1', '123456', stored)).toBe(false);
  });

  it('outlives the rotation of the master key', () => {
    const stored = new OneTimeCodes(new MasterKey(old)).hash('entry-1', '123456');
    const rotated = new OneTimeCodes(new MasterKey(`${current},${old}`));
    expect(rotated.matches('entry-1', '123456', stored)).toBe(true);
    expect(rotated.hash('entry-1', '123456')).toEqual(codes.hash('entry-1', '123456'));
  });

  it.each([6, 8])('has %i digits, leading zeros kept, every digit about as often', (digits) => {
    const minted = Array.from({ length: 5000 }, () => randomCode(digits));
    expect(minted.every((code) => new RegExp(`^\\d{${digits}}$`).test(code))).toBe(true);
    for (const digit of '0123456789') {
      const share = minted.filter((code) => code.startsWith(digit)).length / minted.length;
      expect(share).toBeGreaterThan(0.07); // 0.1 expected; seven standard deviations away
      expect(share).toBeLessThan(0.13);
    }
  });
});

describe('Link tokens and keys', () => {
  it('look as they should and do not repeat', () => {
    const tokens = Array.from({ length: 1000 }, randomLinkToken);
    expect(tokens.every((token) => /^[0-9a-f]{24}$/.test(token))).toBe(true);
    expect(new Set(tokens).size).toBe(1000);
    expect(randomBase62(30)).toMatch(/^[0-9A-Za-z]{30}$/);
    expect(new Set(randomBase62(5000)).size).toBe(62);
  });
});

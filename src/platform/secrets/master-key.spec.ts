import { randomBytes } from 'node:crypto';
import { MasterKey, WRAPPED_KEY_BYTES } from './master-key';

const setting = () => randomBytes(32).toString('base64');
const [old, current] = [setting(), setting()];
const dataKey = randomBytes(32);

describe('The master key', () => {
  it('wraps a data key in so many bytes, never twice alike, and unwraps it', () => {
    const key = new MasterKey(current);
    const wrapped = key.wrap(dataKey);
    expect(wrapped).toHaveLength(WRAPPED_KEY_BYTES);
    expect(wrapped.includes(dataKey)).toBe(false);
    expect(key.unwrap(wrapped)).toEqual(dataKey);
    expect(key.wrap(dataKey)).not.toEqual(wrapped);
  });

  it('rotates: the first key wraps what is new, the others open what is old', () => {
    const before = new MasterKey(old).wrap(dataKey);
    const rotated = new MasterKey(`${current}, ${old}`);
    expect(rotated.unwrap(before)).toEqual(dataKey);
    expect(new MasterKey(current).unwrap(rotated.wrap(dataKey))).toEqual(dataKey);
  });

  it('says which key is missing when none of its own fits', () => {
    const name = new MasterKey(old).wrap(dataKey).subarray(0, 4).toString('hex');
    expect(() => new MasterKey(current).unwrap(new MasterKey(old).wrap(dataKey))).toThrow(name);
  });

  it.each([0, 4, 20, WRAPPED_KEY_BYTES - 1])('notices a change in byte %i', (index) => {
    const wrapped = new MasterKey(current).wrap(dataKey);
    wrapped[index] ^= 1;
    expect(() => new MasterKey(current).unwrap(wrapped)).toThrow();
  });

  it('derives a secret for each purpose that stays the same', () => {
    const [pepper] = new MasterKey(current).derive('one-time codes');
    expect(pepper).toHaveLength(32);
    expect(new MasterKey(`${old},${current}`).derive('one-time codes')[1]).toEqual(pepper);
    expect(new MasterKey(current).derive('something else')[0]).not.toEqual(pepper);
  });

  it.each([
    ['', '32 random bytes'],
    ['secret', '32 random bytes'],
    [randomBytes(31).toString('base64'), '32 random bytes'],
    [randomBytes(33).toString('base64'), '32 random bytes'],
    [randomBytes(32).toString('hex'), '32 random bytes'],
    [Buffer.alloc(32).toString('base64'), 'not random'],
    [Buffer.from('ab'.repeat(16)).toString('base64'), 'not random'],
  ])('%s is refused', (text, why) => {
    expect(() => new MasterKey(text)).toThrow(why);
  });
});

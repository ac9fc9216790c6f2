import { randomBytes } from 'node:crypto';
import { Envelopes, type Place } from './envelopes';
import { MasterKey } from './master-key';

const envelopes = new Envelopes(new MasterKey(randomBytes(32).toString('base64')));
const here: Place = { purpose: 'link', row: '6964b8103b1d76b1c3000001' };

describe('An envelope', () => {
  it('opens where it was sealed, in another process as well', () => {
    const key = new MasterKey(randomBytes(32).toString('base64'));
    const sealed = new Envelopes(key).sealer().seal(here, 'Olá, código 123456');
    expect(new Envelopes(key).open(here, sealed).toString('utf8')).toBe('Olá, código 123456');
  });

  it('shows nothing of what is in it, and never looks the same twice', () => {
    const sealer = envelopes.sealer();
    const [first, second] = [sealer.seal(here, '123456'), sealer.seal(here, '123456')];
    expect(first.includes('123456')).toBe(false);
    expect(first).not.toEqual(second);
  });

  it('may be empty, and may be large', () => {
    const large = randomBytes(1_000_000);
    expect(envelopes.open(here, envelopes.sealer().seal(here, ''))).toHaveLength(0);
    expect(envelopes.open(here, envelopes.sealer().seal(here, large)).equals(large)).toBe(true);
  });

  it.each<[string, Place]>([
    ['another row', { ...here, row: '6964b8103b1d76b1c3000002' }],
    ['another purpose', { ...here, purpose: 'notification' }],
  ])('does not open in %s', (_what, there) => {
    const sealed = envelopes.sealer().seal(here, 'secret');
    expect(() => envelopes.open(there, sealed)).toThrow();
  });

  it('does not open when a single bit of it has changed, wherever', () => {
    const sealed = envelopes.sealer().seal(here, 'secret');
    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed);
      changed[index] ^= 1;
      expect(() => new Envelopes(envelopes['masterKey']).open(here, changed)).toThrow();
    }
  });

  it('does not open when it was cut off, or is something else', () => {
    const sealed = envelopes.sealer().seal(here, 'secret');
    expect(() => envelopes.open(here, sealed.subarray(0, 40))).toThrow('Not an envelope');
    expect(() => envelopes.open(here, Buffer.alloc(0))).toThrow('Not an envelope');
    expect(() => envelopes.open(here, sealed.subarray(0, -1))).toThrow();
  });

  it('opens still when thousands of other keys were seen meanwhile', () => {
    const sealed = envelopes.sealer().seal(here, 'secret');
    for (let index = 0; index < 1100; index++) envelopes.open(here, envelopes.sealer().seal(here, 'x'));
    expect(envelopes.open(here, sealed).toString()).toBe('secret');
  });
});

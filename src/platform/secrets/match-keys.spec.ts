import { randomBytes } from 'node:crypto';
import { MasterKey } from './master-key';
import { MatchKeys } from './match-keys';

const [older, newer] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
const under = (setting: string) => new MatchKeys(new MasterKey(setting));

describe('A match key', () => {
  it('is the same for the same value, and another for every other', () => {
    const keys = under(older);
    const all = [
      keys.of('identity', 'PRT', '123'),
      keys.of('identity', 'PRT1', '23'),
      keys.of('identity', 'PRT', '124'),
      keys.of('identity', 'PRT', '', '123'),
      under(newer).of('identity', 'PRT', '123'),
    ];
    expect(keys.of('identity', 'PRT', '123')).toEqual(all[0]);
    expect(new Set(all.map(([key]) => key.toString('hex'))).size).toBe(all.length);
  });

  it('is found again when the master key has rotated: the current one first, then the older', () => {
    const before = under(older).of('identity', 'PRT', '123')[0];
    const after = under(`${newer},${older}`).of('identity', 'PRT', '123');
    expect(after).toHaveLength(2);
    expect(after[1]).toEqual(before);
  });
});

import { TestClock } from '../../../test/support/clock';
import { AddressLimit } from './address-limit';
import { Strangers } from './strangers';

const [home, office] = [{ ip: '198.51.100.1' }, { ip: '198.51.100.2' }];

describe('Strangers', () => {
  const refused = { code: 'rate_limited' };
  let strangers: Strangers;
  beforeEach(() => {
    strangers = new Strangers(new AddressLimit(new TestClock(new Date('2026-02-01T12:00:00Z'))));
  });
  const guess = (request: { ip: string }, count: number) =>
    Array.from({ length: count }, (_, index) => strangers.admit(request, `guess ${index}`));

  it('may guess 60 times a minute from an address', () => {
    guess(home, 60);
    expect(() => guess(home, 1)).toThrow(expect.objectContaining(refused));
    expect(() => guess(office, 60)).not.toThrow();
  });

  it('are none once what they named is known, whatever others at their address do', () => {
    strangers.admit(home, 'a real key')();
    guess(home, 60);
    expect(() => guess(home, 1)).toThrow();
    expect(() => strangers.admit(home, 'a real key')).not.toThrow();
  });

  it('are not counted for what turned out to be known', () => {
    for (let index = 0; index < 500; index += 1) strangers.admit(home, `real key ${index}`)();
    expect(() => guess(home, 60)).not.toThrow();
  });

  it('count while they are looked up, so that many at once are not many lookups', () => {
    const known = guess(home, 60);
    expect(() => guess(home, 1)).toThrow();
    known[0]();
    expect(() => guess(home, 1)).not.toThrow();
  });
});

import { recentSends, whyNotYet } from './code-limits';

const at = (minutes: number, seconds = 0): Date => new Date(Date.UTC(2026, 4, 1, 12, minutes, seconds));

describe('Another code', () => {
  it('waits 30 seconds after the creation, and after each send', () => {
    expect(whyNotYet(at(0), [], at(0, 29))).toEqual({ reason: 'too_soon', nextCodeAt: at(0, 30) });
    expect(whyNotYet(at(0), [], at(0, 30))).toBeNull();
    expect(whyNotYet(at(0), [at(5)], at(5, 29))).toEqual({ reason: 'too_soon', nextCodeAt: at(5, 30) });
    expect(whyNotYet(at(0), [at(5)], at(5, 30))).toBeNull();
  });

  it('is sent five times in any sixty minutes', () => {
    const five = [at(1), at(2), at(3), at(4), at(5)];
    expect(whyNotYet(at(0), five.slice(1), at(30))).toBeNull();
    expect(whyNotYet(at(0), five, at(30))).toEqual({ reason: 'too_often', nextCodeAt: at(61) });
    expect(whyNotYet(at(0), five, at(60, 59))).toEqual({ reason: 'too_often', nextCodeAt: at(61) });
    expect(whyNotYet(at(0), five, at(61))).toBeNull();
  });

  it('needs only the sends of the last hour to be remembered', () => {
    expect(recentSends([at(0), at(1), at(2)], at(61))).toEqual([at(2)]);
  });
});

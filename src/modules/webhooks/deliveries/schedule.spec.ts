import { WAITS, waitAfter } from './schedule';

describe('The schedule of attempts', () => {
  it('is ten attempts over three days', () => {
    const hours = WAITS.reduce((sum, wait) => sum + wait, 0) / 3600;
    expect(WAITS).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    expect(hours).toBeCloseTo(75.6, 1);
    expect(waitAfter(10)).toBeNull();
    expect(waitAfter(9, 0, () => 0)).toBe(86_400);
  });

  it('is a little later each time, by chance, and as late as the receiver asks', () => {
    expect(waitAfter(1, 0, () => 0)).toBe(5);
    expect(waitAfter(1, 0, () => 1)).toBe(5.5);
    expect(waitAfter(1, 120)).toBe(120);
    expect(waitAfter(10, 120)).toBeNull();
  });
});

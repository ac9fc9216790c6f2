import { periodAt, readPeriod } from './period';

describe('A period', () => {
  it.each([
    ['P1D', 1, 'day'],
    ['P2W', 2, 'week'],
    ['P1M', 1, 'month'],
    ['P999Y', 999, 'year'],
    ['PT1H', 1, 'hour'],
    ['PT30M', 30, 'minute'],
  ])('is a duration of one unit: %s', (text, count, unit) => {
    expect(readPeriod(text)).toEqual({ count, unit });
  });

  it.each([
    '',
    'P',
    'P0D',
    'P01D',
    'P1000D',
    'P1H',
    'PT1D',
    'PT1Y',
    'PT30S',
    'P1M2D',
    'P1DT1H',
    '1D',
    'p1d',
    ' P1D',
    7,
    null,
  ])('is none: %p', (text) => {
    expect(readPeriod(text)).toBeNull();
  });
});

const at = (from: string, period: string, now: string) => {
  const { start, end } = periodAt(new Date(from), readPeriod(period)!, new Date(now));
  return [start.toISOString(), end.toISOString()];
};

describe('Periods that follow each other', () => {
  it('begin where the first one does and take turns to the millisecond', () => {
    const from = '2026-11-23T09:00:00.000Z';
    expect(at(from, 'P1D', from)).toEqual([from, '2026-11-24T09:00:00.000Z']);
    expect(at(from, 'P1D', '2026-11-24T08:59:59.999Z')[0]).toBe(from);
    expect(at(from, 'P1D', '2026-11-24T09:00:00.000Z')[0]).toBe('2026-11-24T09:00:00.000Z');
    expect(at(from, 'PT90M', '2026-11-23T12:00:00.000Z')).toEqual([
      '2026-11-23T12:00:00.000Z',
      '2026-11-23T13:30:00.000Z',
    ]);
    expect(at(from, 'P2W', '2026-12-31T00:00:00.000Z')[0]).toBe('2026-12-21T09:00:00.000Z');
    expect(at(from, 'P1D', '2020-01-01T00:00:00.000Z')[0]).toBe(from);
  });

  it('end early in a month that is too short, and shift nothing', () => {
    const from = '2026-01-31T10:00:00.000Z';
    expect(at(from, 'P1M', '2026-02-28T09:59:59.999Z')[0]).toBe(from);
    expect(at(from, 'P1M', '2026-02-28T10:00:00.000Z')).toEqual([
      '2026-02-28T10:00:00.000Z',
      '2026-03-31T10:00:00.000Z',
    ]);
    expect(at(from, 'P1M', '2026-05-01T00:00:00.000Z')[0]).toBe('2026-04-30T10:00:00.000Z');
    expect(at(from, 'P1M', '2028-02-29T10:00:00.000Z')[0]).toBe('2028-02-29T10:00:00.000Z');
    expect(at(from, 'P3M', '2026-04-30T10:00:00.000Z')[0]).toBe('2026-04-30T10:00:00.000Z');
    expect(at('2024-02-29T00:00:00.000Z', 'P1Y', '2025-02-28T00:00:00.000Z')[0]).toBe('2025-02-28T00:00:00.000Z');
    expect(at('2024-02-29T00:00:00.000Z', 'P1Y', '2028-02-28T00:00:00.000Z')[0]).toBe('2027-02-28T00:00:00.000Z');
  });

  it('leave no moment out and none twice', () => {
    for (const period of ['P1M', 'P1Y', 'P5M', 'P1W', 'PT7H']) {
      let { start, end } = periodAt(
        new Date('2026-01-31T23:59:59.999Z'),
        readPeriod(period)!,
        new Date('2026-01-31T23:59:59.999Z'),
      );
      for (let turn = 0; turn < 60; turn++) {
        const last = periodAt(new Date('2026-01-31T23:59:59.999Z'), readPeriod(period)!, new Date(end.getTime() - 1));
        expect(last.start).toEqual(start);
        ({ start, end } = periodAt(new Date('2026-01-31T23:59:59.999Z'), readPeriod(period)!, last.end));
        expect(start).toEqual(last.end);
      }
    }
  });
});

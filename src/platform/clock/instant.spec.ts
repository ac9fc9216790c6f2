import { parseInstant } from './instant';

describe('parseInstant', () => {
  it.each([
    ['2026-11-23', '2026-11-23T00:00:00.000Z'],
    ['2026-11', '2026-11-01T00:00:00.000Z'],
    ['2026', '2026-01-01T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
    ['2000-02-29T12:00:00Z', '2000-02-29T12:00:00.000Z'],
    ['2026-11-23T09:30', '2026-11-23T09:30:00.000Z'],
    ['2026-11-23T09:30:15.250', '2026-11-23T09:30:15.250Z'],
    ['2026-11-23T09:30:15Z', '2026-11-23T09:30:15.000Z'],
    ['2026-11-23T09:30:15+01:00', '2026-11-23T08:30:15.000Z'],
    ['2026-11-23T09:30:15-0330', '2026-11-23T13:00:15.000Z'],
    ['2026-11-23 09:30:15', '2026-11-23T09:30:15.000Z'],
    ['2026-11-23t09:30:15z', '2026-11-23T09:30:15.000Z'],
  ])('reads %s as %s, wherever the server stands', (text, instant) => {
    expect(parseInstant(text)?.toISOString()).toBe(instant);
  });

  it.each([
    ['', 'nothing'],
    ['tomorrow', 'a word'],
    ['23/11/2026', 'another order'],
    ['2026-13-01', 'a thirteenth month'],
    ['2026-00-10', 'a month zero'],
    ['2026-02-30', 'a day that February never has'],
    ['2026-02-29', 'a day that February has in leap years only'],
    ['1900-02-29', 'a leap day of a century that has none'],
    ['2026-04-31T10:00:00Z', 'a day that April never has'],
    ['2026-11-31 09:30', 'a day that November never has'],
    ['2026-11-00', 'a day zero'],
    ['0000-01-01', 'a year zero'],
    ['0000', 'a year zero'],
    ['0001-01-01T00:00:00+01:00', 'a moment of the year zero'],
    ['2026-11-23T25:00', 'a twenty-fifth hour'],
    ['2026-W48-1', 'a week date, which Date cannot read'],
    ['20261123T093015Z', 'the basic form, which Date cannot read'],
    ['+2026-11-23', 'a signed year'],
    ['1763890215000', 'milliseconds'],
    ['9999-12-31T23:59:59-12:00', 'a year beyond 9999'],
  ])('reads %s (%s) as nothing', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});

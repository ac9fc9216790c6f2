import { parseInstant } from './instant';

describe('parseInstant', () => {
  it.each([
    ['2026-11-23', '2026-11-23T00:00:00.000Z'],
    ['2026-11', '2026-11-01T00:00:00.000Z'],
    ['2026', '2026-01-01T00:00:00.000Z'],
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

import 'reflect-metadata';
import { AdminRefused } from './command';
import { readInstant } from './read-instant';

describe('A date behind an option', () => {
  it('is one that exists', () => {
    expect(readInstant('expires', '2028-02-29').toISOString()).toBe('2028-02-29T00:00:00.000Z');
    for (const none of ['2026-02-30', '2027-02-29', '0000-01-01', '2026-04-31T10:00:00Z', '2026', 'tomorrow', '']) {
      expect(() => readInstant('expires', none)).toThrow(AdminRefused);
    }
  });
});

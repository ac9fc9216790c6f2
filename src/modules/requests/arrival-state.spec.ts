import { arrivalState } from './arrival-state';

const before = new Date('2026-05-31T13:59:59.999Z');
const end = new Date('2026-05-31T14:00:00.000Z');

describe('What a request is to the person at its link', () => {
  it.each([
    ['PENDING', before, 'OPEN'],
    ['PENDING', end, 'EXPIRED'],
    ['COMPLETED', before, 'FINISHED'],
    ['COMPLETED', end, 'FINISHED'],
    ['REJECTED', before, 'FINISHED'],
    ['REJECTED', end, 'FINISHED'],
    ['CANCELED', before, 'CANCELED'],
    ['CANCELED', end, 'CANCELED'],
  ] as const)('%s, looked at %s, is %s', (status, now, state) => {
    expect(arrivalState(status, end, now)).toBe(state);
  });
});

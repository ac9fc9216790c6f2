import { requestStatus, type RequestStatus, type StoredRequestStatus } from '../request-status';
import { REQUEST_STATUSES, storedStatuses, USUAL_STATUSES, wantedStatuses } from './wanted-statuses';

const now = new Date('2026-05-02T12:00:00Z');
const STORED: StoredRequestStatus[] = ['PENDING', 'COMPLETED', 'REJECTED', 'CANCELED'];
const EXPIRES = [new Date('2026-05-01T12:00:00Z'), now, new Date('2026-05-03T12:00:00Z')];
/** Every set of statuses. */
const SETS = Array.from({ length: 32 }, (_, bits) => REQUEST_STATUSES.filter((_, i) => bits & (1 << i)));

const earlier = (a: Date | '-infinity', b: Date): boolean => a === '-infinity' || a < b;
const notBefore = (a: Date | 'infinity', b: Date): boolean => a === 'infinity' || a >= b;

/** What the SQL of the list says, in TypeScript. */
function fits(wanted: readonly RequestStatus[], stored: StoredRequestStatus, expiresAt: Date): boolean {
  const condition = storedStatuses(wanted, now);
  if (!condition.stored.includes(stored)) return false;
  return (
    stored !== 'PENDING' || (earlier(condition.expiresAfter, expiresAt) && notBefore(condition.expiresUntil, expiresAt))
  );
}

describe('Statuses of a list', () => {
  it('fit a stored request exactly when its status is one of them', () => {
    for (const wanted of SETS)
      for (const stored of STORED)
        for (const expiresAt of EXPIRES)
          expect([wanted, stored, expiresAt, fits(wanted, stored, expiresAt)]).toEqual([
            ...[wanted, stored, expiresAt, wanted.includes(requestStatus(stored, expiresAt, now))],
          ]);
  });

  it('are all but CANCELED when nothing is said, and active ones are those that are open', () => {
    expect(wantedStatuses(undefined, undefined)).toEqual(USUAL_STATUSES);
    expect(wantedStatuses([], true)).toEqual(['PENDING']);
    expect(wantedStatuses(undefined, false)).toEqual(['COMPLETED', 'REJECTED', 'EXPIRED']);
    expect(wantedStatuses(['CANCELED', 'PENDING'], true)).toEqual(['PENDING']);
    expect(wantedStatuses(['COMPLETED'], true)).toEqual([]);
  });
});

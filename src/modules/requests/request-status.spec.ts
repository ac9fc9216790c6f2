import {
  ENTRY_TRANSITIONS,
  entryMayBecome,
  REQUEST_TRANSITIONS,
  requestMayBecome,
  requestStatus,
  settlement,
  type EntryStatus,
  type StoredRequestStatus,
} from './request-status';

const pairs = <S extends string>(table: Record<S, unknown>): [S, S][] => {
  const all = Object.keys(table) as S[];
  return all.flatMap((from) => all.map((to): [S, S] => [from, to]));
};

describe('A request', () => {
  const allowed = ['PENDING>COMPLETED', 'PENDING>REJECTED', 'PENDING>CANCELED'];
  it.each(pairs<StoredRequestStatus>(REQUEST_TRANSITIONS))('%s to %s', (from, to) => {
    expect(requestMayBecome(from, to)).toBe(allowed.includes(`${from}>${to}`));
  });

  const now = new Date('2026-05-02T12:00:00Z');
  it.each<[StoredRequestStatus, number, string]>([
    ['PENDING', 1, 'PENDING'],
    ['PENDING', 0, 'EXPIRED'],
    ['PENDING', -1, 'EXPIRED'],
    ['COMPLETED', -1, 'COMPLETED'],
    ['REJECTED', -1, 'REJECTED'],
    ['CANCELED', -1, 'CANCELED'],
  ])('stored as %s, %i ms before its end, is %s', (stored, left, told) => {
    expect(requestStatus(stored, new Date(now.getTime() + left), now)).toBe(told);
  });
});

describe('An entry', () => {
  const allowed = [
    ...['INVITED>DELIVERY_FAILED', 'INVITED>OPENED', 'INVITED>VERIFIED', 'INVITED>DECIDED'],
    ...['DELIVERY_FAILED>INVITED', 'DELIVERY_FAILED>OPENED', 'DELIVERY_FAILED>VERIFIED', 'DELIVERY_FAILED>DECIDED'],
    ...['OPENED>VERIFIED', 'OPENED>DECIDED', 'VERIFIED>DECIDED'],
  ];
  it.each(pairs<EntryStatus>(ENTRY_TRANSITIONS))('%s to %s', (from, to) => {
    expect(entryMayBecome(from, to)).toBe(allowed.includes(`${from}>${to}`));
  });
});

describe('What a request has become', () => {
  const required = (status: 'PENDING' | 'APPROVED' | 'REJECTED' | 'REVOKED') => ({ status, required: true });
  const optional = (status: 'PENDING' | 'APPROVED' | 'REJECTED' | 'REVOKED') => ({ status, required: false });

  it.each([
    ['nothing decided', [required('PENDING')], false, 'PENDING'],
    ['something required open, though all have finished', [required('PENDING')], true, 'PENDING'],
    ['all approved', [required('APPROVED'), required('APPROVED')], false, 'COMPLETED'],
    ['one required rejected, one open', [required('REJECTED'), required('PENDING')], false, 'PENDING'],
    ['one required rejected', [required('REJECTED'), required('APPROVED')], false, 'REJECTED'],
    ['an optional one open, people still at it', [required('APPROVED'), optional('PENDING')], false, 'PENDING'],
    ['an optional one skipped by all', [required('APPROVED'), optional('PENDING')], true, 'COMPLETED'],
    ['an optional one rejected', [required('APPROVED'), optional('REJECTED')], true, 'COMPLETED'],
  ] as const)('%s', (_case, credentials, everybodyFinished, becomes) => {
    expect(settlement([...credentials], everybodyFinished)).toBe(becomes);
  });
});

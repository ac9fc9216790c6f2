import { decideItems, type Standing } from './decide-items';
import type { Identity } from './identity';
import type { ReadItem } from './read-items';

const item = (name: string, given: Partial<ReadItem> = {}): ReadItem => ({
  contact: { type: 'EMAIL', value: `${name}@example.com` },
  internalId: null,
  identity: null,
  ...given,
});
const identity = { fullName: 'Ana', birth: '1990-04-23', docId: '1', countryAlpha3: 'PRT' } as Identity;
const nobody: Standing = {
  subjectId: null,
  internalId: null,
  hasIdentity: false,
  internalIdOf: null,
  identityOf: null,
};
const decided = (...pairs: [ReadItem, Partial<Standing>?][]) =>
  decideItems(
    pairs.map(([one]) => one),
    pairs.map(([, standing]) => ({ ...nobody, ...standing })),
  ).map((refusal) => refusal?.status ?? 200);

describe('An item of an import', () => {
  it.each<[string, number, Partial<ReadItem>, Partial<Standing>]>([
    ['of somebody new is taken', 200, { identity, internalId: 'a' }, {}],
    ['of somebody known is taken', 200, { identity, internalId: 'a' }, { subjectId: 's1', internalIdOf: 's1' }],
    ['with another internal id is taken', 200, { internalId: 'b' }, { subjectId: 's1', internalId: 'a' }],
    ['without an identity is taken, whoever has one', 200, {}, { subjectId: 's1', hasIdentity: true }],
    ['for a user with an identity is refused', 410, { identity }, { subjectId: 's1', hasIdentity: true }],
    ['and so is the very same identity', 410, { identity }, { subjectId: 's1', hasIdentity: true, identityOf: 's1' }],
    ['with the identity of another is refused', 409, { identity }, { subjectId: 's1', identityOf: 's2' }],
    ['with the internal id of another is refused', 409, { internalId: 'a' }, { subjectId: 's1', internalIdOf: 's2' }],
    ['of somebody new too', 409, { internalId: 'a' }, { internalIdOf: 's2' }],
  ])('%s', (_, status, given, standing) => {
    expect(decided([item('ana', given), standing])).toEqual([status]);
  });

  it('finds taken what an earlier one takes: the internal id, and the one identity of a person with two contacts', () => {
    const two = { subjectId: 's1' };
    expect(decided([item('ana', { internalId: 'a' })], [item('ben', { internalId: 'a' })])).toEqual([200, 409]);
    expect(decided([item('ana', { identity }), two], [item('ana2', { identity }), two])).toEqual([200, 410]);
    expect(decided([item('ana', { internalId: 'a' }), two], [item('ana2', { internalId: 'a' }), two])).toEqual([
      200, 200,
    ]);
    expect(decided([item('ana', { internalId: 'a' }), two], [item('ana2', { internalId: 'b' }), two])).toEqual([
      200, 409,
    ]);
  });

  it('that is refused takes nothing away from the later ones', () => {
    const first = item('ana', { identity, internalId: 'a' });
    expect(decided([first, { identityOf: 's2' }], [item('ben', { internalId: 'a' })])).toEqual([409, 200]);
  });
});

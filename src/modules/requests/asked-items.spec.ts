import type { NewCredential } from '../credentials';
import { withoutDuplicates, type AskedItem } from './asked-items';

type Content = Partial<Omit<NewCredential, 'id' | 'placements'>>;

const usual = {
  type: 'CONSENT',
  name: 'Privacy',
  description: null,
  internalId: null,
  data: [{ label: 'text', type: 'string', value: 'I agree.', hidden: false }],
  scope: null,
  required: true,
  validFrom: null,
  validUntil: null,
  resourceVersionId: null,
} as Omit<NewCredential, 'id' | 'placements'>;

const inline = (inlineIndex: number, content: Content = {}): AskedItem => ({
  origin: { inlineIndex },
  pages: null,
  credential: { ...usual, ...content },
});
const resource = (resourceId: string, content: Content = {}): AskedItem => ({
  origin: { resourceId },
  pages: null,
  credential: { ...usual, ...content, resourceVersionId: `${resourceId}-v1` },
});
const kept = (items: AskedItem[], allow = false) => withoutDuplicates(items, allow).items;

describe('What is asked twice', () => {
  it('is asked once: the first stays', () => {
    const [a, again, b] = [resource('a'), resource('a'), resource('b')];
    expect(kept([a, b, again])).toEqual([a, b]);
    const [first, second] = [inline(0, { internalId: 'mine' }), inline(1, { internalId: 'other' })];
    expect(kept([first, second])).toEqual([first]);
  });

  it('is asked as often as it is named, where that is wanted', () => {
    expect(kept([resource('a'), resource('a'), inline(0), inline(1)], true)).toHaveLength(4);
  });

  it.each<[string, Content]>([
    ['type', { type: 'JSON' }],
    ['name', { name: 'privacy' }],
    ['a value', { data: [{ ...usual.data[0], value: 'I agree!' }] }],
    ['what is hidden', { data: [{ ...usual.data[0], hidden: true }] }],
    ['scope', { scope: 'payments' }],
    ['validFrom', { validFrom: new Date(0) }],
    ['validUntil', { validUntil: new Date(0) }],
    ['the order of fields', { data: [...usual.data, ...usual.data] }],
  ])('is not the same when it differs in %s', (_what, content) => {
    expect(kept([inline(0), inline(1, content)])).toHaveLength(2);
  });

  it.each<[string, Content]>([
    ['whether it may be skipped', { required: false }],
    ['the line below its title', { description: 'more' }],
    ["the caller's own id", { internalId: 'x' }],
    [
      'the order in which its JSON was written',
      { data: [{ hidden: false, value: 'I agree.', type: 'string', label: 'text' }] },
    ],
  ])('is the same when it differs only in %s', (_what, content) => {
    expect(kept([inline(0), inline(1, content)])).toHaveLength(1);
  });

  it('is not the same when one comes from the catalogue and one stands inline', () => {
    expect(kept([resource('a'), inline(0)])).toHaveLength(2);
  });

  it('leads from each inline index to what stands for it', () => {
    const [first, other, again] = [inline(0), inline(1, { name: 'Other' }), inline(2)];
    const { inline: byIndex } = withoutDuplicates([first, other, again], false);
    expect([...byIndex]).toEqual([
      [0, first],
      [1, other],
      [2, first],
    ]);
  });
});

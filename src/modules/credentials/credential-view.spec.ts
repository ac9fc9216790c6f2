import type { StoredField } from '../resources';
import { toldField } from './credential-view';

const field = (more: Partial<StoredField>): StoredField => ({
  label: 'Q',
  type: 'string',
  value: null,
  hidden: false,
  ...more,
});
const DOCUMENT = { sha256: 'f'.repeat(64), size: 1000, pages: 2 };

describe('A field as it is told', () => {
  it('has of a document what it is, and no value', () => {
    expect(toldField(field({ type: 'pdf', value: DOCUMENT }))).toEqual({ ...field({ type: 'pdf' }), ...DOCUMENT });
    const attached = { ...DOCUMENT, fileName: 'cv.pdf' };
    expect(toldField(field({ type: 'pdf', value: attached }))).toEqual({ ...field({ type: 'pdf' }), ...attached });
    expect(toldField(field({ type: 'pdf' }))).toEqual(field({ type: 'pdf' }));
  });

  it('tells documents inside objects and in the rows of a list alike', () => {
    const asked = field({ type: 'pdf' });
    const given = field({ type: 'pdf', value: DOCUMENT });
    const told = { ...asked, ...DOCUMENT };
    expect(toldField(field({ type: 'object', fields: [given] })).fields).toEqual([told]);
    const rows = field({ type: 'array', fields: [asked], value: [[given], [asked]] });
    expect(toldField(rows)).toEqual({ ...rows, value: [[told], [asked]] });
  });

  it('leaves every other list as it is', () => {
    for (const value of [[1, 2], ['a'], [[{ label: 'x' }]], [{ Title: 'a' }], [null], [[field({})], 'a']]) {
      const list = field({ type: 'array', fields: [field({})], value });
      expect(toldField(list)).toEqual(list);
    }
  });
});

import canonicalize from 'canonicalize';
import type { NewCredential } from '../credentials';
import type { PageBox } from '../documents';
import { identityOf, isDocumentReference, type ResourceVersion, type StoredField } from '../resources';

/** One thing that will become a credential, before it has an id. */
export interface AskedItem {
  credential: Omit<NewCredential, 'id' | 'placements'>;
  /** Where it came from: a resource, or one of the inline credentials by index. */
  origin: { resourceId: string } | { inlineIndex: number };
  /** The pages of its document; null unless it is a DOCUMENT. */
  pages: PageBox[] | null;
}

/** Two items with one name are the same thing asked twice: a resource by its id, an inline credential by what it says. */
export function sameness({ origin, credential }: AskedItem): string {
  if ('resourceId' in origin) return `resource ${origin.resourceId}`;
  const { type, name, scope, validFrom, validUntil } = credential;
  const data = credential.data.map(byOriginal);
  return `inline ${canonicalize({ type, name, data, scope, validFrom: validFrom?.toISOString(), validUntil: validUntil?.toISOString() })}`;
}

/** A document counts by what was given: two copies of one file may differ. */
const byOriginal = ({ fields, value, ...field }: StoredField): object => ({
  ...field,
  value: isDocumentReference(value) ? identityOf(value) : value,
  ...(fields && { fields: fields.map(byOriginal) }),
});

/** What is asked in the end, and where each inline credential went: a placement on a dropped one moves to the one that stays. */
export interface Distinct {
  items: AskedItem[];
  /** The item that stands for an inline credential, by its index. */
  inline: Map<number, AskedItem>;
}

/** Drops what is the same as something before it, unless duplicates are wanted. */
export function withoutDuplicates(items: AskedItem[], allowDuplicates: boolean): Distinct {
  const kept = new Map<string, AskedItem>();
  const inline = new Map<number, AskedItem>();
  items.forEach((item, index) => {
    const name = allowDuplicates ? String(index) : sameness(item);
    const standing = kept.get(name) ?? item;
    kept.set(name, standing);
    if ('inlineIndex' in item.origin) inline.set(item.origin.inlineIndex, standing);
  });
  return { items: [...kept.values()], inline };
}

/** A resource as it is now, ready to be asked. */
export function fromResource(version: ResourceVersion): AskedItem {
  const { resourceId, versionId, pages, ...content } = version;
  return { origin: { resourceId }, pages, credential: { ...content, resourceVersionId: versionId } };
}

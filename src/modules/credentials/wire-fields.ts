import type { DocumentReference, StoredField } from '../resources';

/** A field as answers, webhooks and credentials tell it: a PDF by what it is, its bytes elsewhere. */
export type WireField = Omit<StoredField, 'fields'> & Partial<DocumentReference> & { fields?: WireField[] };

/** The fields of a credential as the API tells them (contract section 7): of a PDF `value` is null, its digest beside it. */
export function wireFields(fields: StoredField[]): WireField[] {
  return fields.map(({ fields: inner, ...field }) => ({
    ...field,
    ...(field.type === 'pdf' && field.value !== null && { value: null, ...(field.value as DocumentReference) }),
    ...(inner && { fields: wireFields(inner) }),
  }));
}

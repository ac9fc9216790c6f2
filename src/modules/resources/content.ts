import type { DocumentChange, EmbeddedFile, ReadDocument } from '../documents';

/** What can be asked for. */
export const RESOURCE_TYPES = ['DOCUMENT', 'CONSENT', 'FORM', 'JSON'] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

export const FIELD_TYPES = ['string', 'number', 'boolean', 'date', 'url', 'pdf', 'object', 'array'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** What is counted over all that is done under a mandate: see `POST /v1/via/mandates/{id}/authorize`. */
export const LIMIT_RULES = ['MAX_USES', 'BUDGET', 'WINDOW'] as const;
export type LimitRule = (typeof LIMIT_RULES)[number];

/** What an approved field demands of what is done under it: see `POST /v1/credential/verify`. */
export const FIELD_RULES = ['EQUAL', 'AT_MOST', 'AT_LEAST', 'ONE_OF', ...LIMIT_RULES] as const;
export type FieldRule = (typeof FIELD_RULES)[number];

/** One field of what is asked, as a caller gives it. A value of type pdf is base64 here. */
export interface DataField {
  label: string;
  type: FieldType;
  /** Matches `type`; null or absent in a FORM: to be filled in. */
  value?: unknown;
  /** True: part of what is signed, not shown. */
  hidden?: boolean;
  /** The parts of an object, or of each row of an array. */
  fields?: DataField[];
  /** FORM only: must be answered. */
  required?: boolean;
  /** FORM only: what may be chosen. */
  options?: (string | number)[];
  /** What somebody who acts under the approval may do: exactly this, at most, at least, one of these; or what is counted. */
  rule?: FieldRule;
  /** BUDGET only: ISO 4217. */
  currency?: string;
}

/** How a document is named inside stored data: by what it is. The bytes lie in `documents`. */
export interface DocumentReference {
  /** Lower-case hex. */
  sha256: string;
  /** In bytes. */
  size: number;
  /** How many. */
  pages: number;
  /** What a person's own file was called, where a person attached it and the browser said. */
  fileName?: string;
  /** Of what was uploaded, where a copy is used in its place; lower-case hex. */
  originalSha256?: string;
  /** How the copy differs from it. */
  changes?: DocumentChange[];
  /** The files that it carries, if any. */
  embeddedFiles?: EmbeddedFile[];
}

/** How a document that was read is named from then on. */
export function referenceTo({
  sha256,
  size,
  pages,
  original,
  changes,
  embeddedFiles,
}: ReadDocument): DocumentReference {
  return {
    ...{ sha256, size, pages: pages.length },
    ...(original && { originalSha256: original.sha256, changes }),
    ...(embeddedFiles.length > 0 && { embeddedFiles }),
  };
}

/** The same for every copy of one original: what makes two documents the same one. */
export const identityOf = ({ originalSha256, sha256 }: DocumentReference): string => originalSha256 ?? sha256;

/** A field as it is stored, digested and shown: nothing absent, pdf values by reference. */
export interface StoredField extends Omit<DataField, 'fields'> {
  value: unknown;
  hidden: boolean;
  fields?: StoredField[];
}

/** The one stored form of fields, so that equal content has equal digests. `documentOf` answers for each pdf field. */
export function storedFields(fields: DataField[], documentOf: (field: DataField) => DocumentReference): StoredField[] {
  return fields.map((field) => ({
    label: field.label,
    type: field.type,
    value: field.type === 'pdf' && field.value != null ? documentOf(field) : (field.value ?? null),
    hidden: field.hidden ?? false,
    ...(field.fields && { fields: storedFields(field.fields, documentOf) }),
    ...(field.required != null && { required: field.required }),
    ...(field.options && { options: field.options }),
    ...(field.rule != null && { rule: field.rule }),
    ...(field.currency != null && { currency: field.currency }),
  }));
}

/** Every field of type pdf that has a value, at any depth, with its path. */
export function pdfFields(fields: DataField[], path: string): { field: DataField; path: string }[] {
  return fields.flatMap((field, index) => {
    const at = `${path}[${index}]`;
    const own = field.type === 'pdf' && field.value != null ? [{ field, path: `${at}.value` }] : [];
    return [...own, ...pdfFields(field.fields ?? [], `${at}.fields`)];
  });
}

/** Every document that stored fields refer to, at any depth, the rows of answered lists included. */
export function documentsIn(fields: StoredField[]): DocumentReference[] {
  return fields.flatMap((field) => [
    ...(field.type === 'pdf' && isDocumentReference(field.value) ? [field.value] : []),
    ...documentsIn(field.fields ?? []),
    ...answeredRows(field).flatMap(documentsIn),
  ]);
}

/** The rows of a list as a person answered them, each the fields of the list with values; none of any other field. */
export function answeredRows({ type, value, fields }: StoredField): StoredField[][] {
  const rows = type === 'array' && fields && Array.isArray(value) ? (value as unknown[]) : [];
  return rows.every((row): row is StoredField[] => Array.isArray(row) && row.every(isField)) ? rows : [];
}

const isField = (part: unknown): boolean =>
  typeof part === 'object' && part !== null && 'label' in part && 'type' in part;

export const isDocumentReference = (value: unknown): value is DocumentReference =>
  typeof value === 'object' && value !== null && 'sha256' in value;

/** The document that a DOCUMENT is about: its visible field `pdf`. */
export const theDocumentIn = <F extends DataField | StoredField>(fields: F[]): F | undefined =>
  fields.find((field) => isNamed(field, 'pdf') && field.type === 'pdf' && !field.hidden);

/** Labels that mean something (`pdf`, `text`, `url`) are recognised in any case. */
export const isNamed = (field: DataField, label: string): boolean => field.label.trim().toLowerCase() === label;

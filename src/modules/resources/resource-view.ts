import { isNamed, theDocumentIn, type DocumentReference, type StoredField } from './content';
import type { FieldEntity, ResourceEntity } from './dto/resource-entity.dto';
import type { ResourceRow } from './resource-row';

/** A resource by itself, field by field. `pdf` is the document of a DOCUMENT, where it is to be shown. */
export function resourceView(row: ResourceRow, pdf: Buffer | null = null): ResourceEntity {
  return { ...resourceItem(row), ...(pdf && { content: pdf.toString('base64') }), data: fieldViews(row.data) };
}

/** A resource in a list: without any PDF. */
export function resourceItem(row: ResourceRow): ResourceEntity {
  const { description, internalId, scope, validFrom, validUntil, data: _, ...rest } = row;
  const [content, consentUrl] = contentOf(row);
  return {
    ...rest,
    ...(internalId !== null && { internalId }),
    ...(description !== null && { description }),
    ...(content !== undefined && { content }),
    ...(consentUrl !== undefined && { consentUrl }),
    ...(scope !== null && { scope }),
    ...(validFrom !== null && { validFrom }),
    ...(validUntil !== null && { validUntil }),
  };
}

/** Fields as every answer shows them: a PDF by what it is. */
export function fieldViews(fields: StoredField[]): FieldEntity[] {
  return fields.map(({ fields: parts, ...field }) => ({
    ...field,
    ...(parts && { fields: fieldViews(parts) }),
    ...(field.type === 'pdf' && field.value !== null && { ...(field.value as DocumentReference), value: null }),
  }));
}

/** The document that a DOCUMENT is about; undefined for everything else. */
export function documentOf({ type, data }: Pick<ResourceRow, 'type' | 'data'>): DocumentReference | undefined {
  return type === 'DOCUMENT' ? (theDocumentIn(data)?.value as DocumentReference | undefined) : undefined;
}

function contentOf({ type, data }: ResourceRow): [content?: string | FieldEntity[], url?: string] {
  if (type === 'DOCUMENT') return [];
  if (type !== 'CONSENT') return [fieldViews(data)];
  const textOf = (label: string): string | undefined => {
    const value = data.find((field) => isNamed(field, label) && !field.hidden)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  return [textOf('text'), textOf('url')];
}

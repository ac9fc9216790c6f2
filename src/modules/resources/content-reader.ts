import { Injectable } from '@nestjs/common';
import { Problem, type FieldError, type OrganizationId } from '../../platform/http';
import { decodePdfValue, DocumentsService, TooManyPdfsWaiting, UnreadablePdf, type ReadDocument } from '../documents';
import {
  pdfFields,
  referenceTo,
  storedFields,
  theDocumentIn,
  type DataField,
  type ResourceType,
  type StoredField,
} from './content';
import { brokenContentRules } from './content-rules';

/** What a call wants to ask. */
export interface AskedContent {
  type: ResourceType;
  /** What an approval is for, if it gives a mandate. */
  scope?: string | null;
  data: DataField[];
}

/** Content that breaks no rule. */
export interface ReadContent {
  /** As it is stored: pdf values by reference. */
  data: StoredField[];
  /** Every document in it. */
  documents: ReadDocument[];
  /** The document it is about; null unless it is a DOCUMENT. */
  main: ReadDocument | null;
}

/** What is being read at this moment, by value: the same PDF given twice in one call is read once. */
export type Readings = Map<string, Promise<ReadDocument>>;

/** Reads what a call wants to ask, inline or for the catalogue: the rules of its kind, and its PDFs. */
@Injectable()
export class ContentReader {
  constructor(private readonly documents: DocumentsService) {}

  /** Answers what was read, or one error for each broken rule, with paths below `path`. */
  async read(
    org: OrganizationId,
    { type, scope = null, data: fields }: AskedContent,
    path: string,
    readings: Readings = new Map(),
  ): Promise<ReadContent | FieldError[]> {
    const errors = brokenContentRules(type, fields, path, scope);
    if (errors.length > 0) return errors;
    const documents = new Map<DataField, ReadDocument>();
    for (const { field, path: at } of pdfFields(fields, path)) {
      const read = await this.readPdf(org, field.value as string, at, readings);
      if ('message' in read) errors.push(read);
      else documents.set(field, read);
    }
    return errors.length > 0 ? errors : contentOf(type, fields, documents);
  }

  /** A PDF in base64 (or a data: URL), or why it cannot be used. */
  async readPdf(
    org: OrganizationId,
    value: string,
    path: string,
    readings: Readings = new Map(),
  ): Promise<ReadDocument | FieldError> {
    const known = readings.get(value) ?? this.decodeAndRead(org, value);
    readings.set(value, known);
    return known.catch((error: unknown) => refusal(error, path));
  }

  /** A PDF as it is, or why it cannot be used. */
  async readBytes(org: OrganizationId, bytes: Buffer, path: string): Promise<ReadDocument | FieldError> {
    return this.documents.read(bytes, org).catch((error: unknown) => refusal(error, path));
  }

  private async decodeAndRead(org: OrganizationId, value: string): Promise<ReadDocument> {
    return this.documents.read(decodePdfValue(value), org);
  }
}

function contentOf(type: ResourceType, fields: DataField[], documents: Map<DataField, ReadDocument>): ReadContent {
  const data = storedFields(fields, (field) => referenceTo(documents.get(field)!));
  const about = type === 'DOCUMENT' ? theDocumentIn<DataField>(fields) : undefined;
  return { data, documents: [...documents.values()], main: about ? documents.get(about)! : null };
}

/** A document that must not be used is the caller's to mend; a server without room is not. */
export function refusal(error: unknown, path: string): FieldError {
  if (error instanceof UnreadablePdf) return { field: path, message: `${path} cannot be used. ${error.message}` };
  if (error instanceof TooManyPdfsWaiting) {
    throw new Problem('too_busy', 'Too many PDFs are waiting to be read. Nothing was stored. Try again shortly.', {
      headers: { 'Retry-After': '2' },
    });
  }
  throw error;
}

import { Injectable } from '@nestjs/common';
import { parseInstant } from '../../platform/clock';
import { Problem, type FieldError, type OrganizationId } from '../../platform/http';
import { decodePdfValue, DocumentsService, TooManyPdfsWaiting, UnreadablePdf, type ReadDocument } from '../documents';
import { brokenContentRules, pdfFields, storedFields, theDocumentIn, type DataField } from '../resources';
import type { AskedItem } from './asked-items';
import type { CredentialDto } from './dto/credential.dto';

/** What the inline credentials of a request come to. */
export interface InlineCredentials {
  items: AskedItem[];
  documents: ReadDocument[];
  errors: FieldError[];
}

/** Reads credentials that came in the call itself: their rules, their dates, their PDFs. */
@Injectable()
export class InlineCredentialReader {
  constructor(private readonly documents: DocumentsService) {}

  async read(org: OrganizationId, credentials: CredentialDto[]): Promise<InlineCredentials> {
    // The same PDF given twice is read once.
    const reading = new Map<string, Promise<ReadDocument>>();
    const parts = await Promise.all(
      credentials.map((credential, index) => this.readOne(org, credential, index, reading)),
    );
    const documents = await Promise.allSettled(reading.values());
    return {
      items: parts.flatMap(({ item }) => item ?? []),
      documents: documents.flatMap((document) => (document.status === 'fulfilled' ? document.value : [])),
      errors: parts.flatMap(({ errors }) => errors),
    };
  }

  private async readOne(
    org: OrganizationId,
    credential: CredentialDto,
    index: number,
    reading: Map<string, Promise<ReadDocument>>,
  ) {
    const path = `credentials[${index}]`;
    const errors = brokenContentRules(credential.type, credential.data, `${path}.data`);
    const validity = validityOf(credential, path, errors);
    if (errors.length > 0) return { errors };
    const documents = new Map<DataField, ReadDocument>();
    for (const { field, path: at } of pdfFields(credential.data, `${path}.data`)) {
      try {
        documents.set(field, await this.readPdf(org, field.value as string, reading));
      } catch (error) {
        errors.push({ field: at, message: `${at} cannot be used. ${reasonOf(error)}` });
      }
    }
    return errors.length > 0 ? { errors } : { item: itemOf(credential, index, validity, documents), errors };
  }

  private readPdf(
    org: OrganizationId,
    value: string,
    reading: Map<string, Promise<ReadDocument>>,
  ): Promise<ReadDocument> {
    const read = async (): Promise<ReadDocument> => {
      const bytes = decodePdfValue(value);
      return { ...(await this.documents.read(bytes, org)), bytes };
    };
    const known = reading.get(value) ?? read();
    reading.set(value, known);
    return known;
  }
}

interface Validity {
  validFrom: Date | null;
  validUntil: Date | null;
}

function validityOf(credential: CredentialDto, path: string, errors: FieldError[]): Validity {
  const moment = (name: keyof Validity): Date | null => {
    const text = credential[name];
    const instant = text == null ? null : parseInstant(text);
    if (text != null && instant === null) {
      errors.push({ field: `${path}.${name}`, message: `${path}.${name} must be an ISO 8601 date that exists` });
    }
    return instant;
  };
  const [validFrom, validUntil] = [moment('validFrom'), moment('validUntil')];
  if (validFrom && validUntil && validUntil <= validFrom) {
    errors.push({ field: `${path}.validUntil`, message: `${path}.validUntil must lie after validFrom` });
  }
  return { validFrom, validUntil };
}

function itemOf(
  credential: CredentialDto,
  inlineIndex: number,
  validity: Validity,
  documents: Map<DataField, ReadDocument>,
): AskedItem {
  const data = storedFields(credential.data, (field) => {
    const { sha256, size, pages } = documents.get(field)!;
    return { sha256, size, pages: pages.length };
  });
  const { type, name, description = null, scope = null, internalId = null } = credential;
  const required = credential.required ?? true;
  const main = type === 'DOCUMENT' ? theDocumentIn<DataField>(credential.data) : undefined;
  return {
    origin: { inlineIndex },
    pages: main ? documents.get(main)!.pages : null,
    credential: { type, name, description, data, scope, required, internalId, ...validity, resourceVersionId: null },
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof UnreadablePdf) return error.message;
  if (error instanceof TooManyPdfsWaiting) {
    throw new Problem('too_busy', 'Too many PDFs are waiting to be read. Nothing was stored. Try again shortly.', {
      headers: { 'Retry-After': '2' },
    });
  }
  throw error;
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import type { FieldError, OrganizationId } from '../../platform/http';
import type { ReadDocument } from '../documents';
import { ContentReader, validityOf, type ReadContent, type Readings, type Validity } from '../resources';
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
  constructor(
    private readonly content: ContentReader,
    private readonly clock: Clock,
  ) {}

  async read(org: OrganizationId, credentials: CredentialDto[]): Promise<InlineCredentials> {
    const readings: Readings = new Map();
    const parts = await Promise.all(
      credentials.map((credential, index) => this.readOne(org, credential, index, readings)),
    );
    const documents = await Promise.allSettled(readings.values());
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
    readings: Readings,
  ): Promise<{ item?: AskedItem; errors: FieldError[] }> {
    const path = `credentials[${index}]`;
    const errors: FieldError[] = [];
    const validity = validityOf(credential, `${path}.`, this.clock.now(), errors);
    const content = await this.content.read(org, credential, `${path}.data`, readings);
    if (Array.isArray(content)) return { errors: [...content, ...errors] };
    return errors.length > 0 ? { errors } : { item: itemOf(credential, index, validity, content), errors };
  }
}

function itemOf(
  credential: CredentialDto,
  inlineIndex: number,
  validity: Validity,
  { data, main }: ReadContent,
): AskedItem {
  const { type, name, description = null, scope = null, internalId = null } = credential;
  const required = credential.required ?? true;
  return {
    origin: { inlineIndex },
    pages: main?.pages ?? null,
    credential: { type, name, description, data, scope, required, internalId, ...validity, resourceVersionId: null },
  };
}

import { Clock } from '../../platform/clock';
import { Problem, type FieldError, type OrganizationId } from '../../platform/http';
import type { Transaction } from '../../platform/database';
import { DocumentStore, type ReadDocument } from '../documents';
import { Injectable } from '@nestjs/common';
import { askedFields } from './asked-fields';
import { ContentReader, type ReadContent } from './content-reader';
import type { ResourceType } from './content';
import type { CreateResourceDto, ReplaceResourceDto } from './dto/resource.dto';
import type { VersionTerms } from './resource-store';
import { validityOf } from './validity';

/** What a version will say, and the documents to store with it. */
export interface PreparedTerms {
  terms: VersionTerms;
  documents: ReadDocument[];
}

/** Reads the body of a create or a replace before any transaction; throws a 400 that names everything that is wrong. */
@Injectable()
export class ResourceTerms {
  constructor(
    private readonly reader: ContentReader,
    private readonly documents: DocumentStore,
    private readonly clock: Clock,
  ) {}

  async read(
    org: OrganizationId,
    type: ResourceType,
    dto: CreateResourceDto | ReplaceResourceDto,
  ): Promise<PreparedTerms> {
    const errors: FieldError[] = [];
    const validity = validityOf(dto, '', this.clock.now(), errors);
    const content = await this.contentOf(org, type, dto);
    if (Array.isArray(content)) errors.push(...content);
    if (Array.isArray(content) || errors.length > 0) throw Problem.invalid(errors);
    const { name, description = null, internalId = null, scope = null } = dto;
    return {
      terms: {
        ...{ name, description, internalId, scope, required: dto.required ?? true, ...validity },
        data: content?.data ?? null,
        documentSha256: content?.main?.sha256 ?? null,
      },
      documents: content?.documents ?? [],
    };
  }

  /** Stores the documents that `terms` refer to: before the version, whose foreign key asks for them. */
  keepDocuments(tx: Transaction, org: OrganizationId, { documents }: PreparedTerms): void {
    this.documents.keep(tx, org, documents);
  }

  /** Undefined: the body says nothing of what is asked. */
  private async contentOf(
    org: OrganizationId,
    type: ResourceType,
    dto: CreateResourceDto | ReplaceResourceDto,
  ): Promise<ReadContent | FieldError[] | undefined> {
    const asked = askedFields(type, dto);
    if (asked === undefined || Array.isArray(asked)) return asked;
    const content = await this.reader.read(org, { type, scope: dto.scope, data: asked.fields }, 'data');
    return Array.isArray(content) ? content.map(asked.name) : content;
  }
}

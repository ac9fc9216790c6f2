import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { UnitOfWork } from '../../platform/database';
import { Problem, requireVersion, type OrganizationId } from '../../platform/http';
import { DocumentStore, type ReadDocument } from '../documents';
import { referenceTo, theDocumentIn, type StoredField } from './content';
import { ContentReader } from './content-reader';
import type { ResourceEntity } from './dto/resource-entity.dto';
import { noSuchResource } from './find-resource';
import type { ResourceRow } from './resource-row';
import { ResourceStore } from './resource-store';
import { resourceView } from './resource-view';

/** PUT /v1/resource/content/{id}: a new version of a DOCUMENT that differs in its PDF alone. */
@Injectable()
export class ReplaceDocument {
  constructor(
    private readonly reader: ContentReader,
    private readonly store: ResourceStore,
    private readonly documents: DocumentStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(org: OrganizationId, id: string, pdf: Buffer, ifVersion: number | null): Promise<ResourceEntity> {
    requireDocument(await this.unitOfWork.read(org, (tx) => this.store.find(tx, org, id)));
    const document = await this.reader.readBytes(org, pdf, 'body');
    if ('message' in document) throw Problem.invalid([document]);
    return this.unitOfWork.run(org, async (tx) => {
      const version = await this.store.lock(tx, org, id);
      const row = requireDocument(version === undefined ? undefined : await this.store.find(tx, org, id));
      requireVersion(row.version, ifVersion);
      this.documents.keep(tx, org, [document]);
      const terms = { ...row, data: withDocument(row.data, document), documentSha256: document.sha256 };
      this.store.replace(tx, org, id, terms, null, this.clock.now());
      return resourceView((await this.store.find(tx, org, id))!);
    });
  }
}

function requireDocument(row: ResourceRow | undefined): ResourceRow {
  if (!row) throw noSuchResource();
  if (row.type === 'DOCUMENT') return row;
  throw Problem.invalid([{ field: 'id', message: `id must name a DOCUMENT: "${row.name}" is a ${row.type}` }]);
}

function withDocument(data: StoredField[], document: ReadDocument): StoredField[] {
  const main = theDocumentIn(data);
  return data.map((field) => (field === main ? { ...field, value: referenceTo(document) } : field));
}

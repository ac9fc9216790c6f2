import { Client } from 'pg';
import { DocumentsService } from '../../src/modules/documents';
import type { OrganizationId } from '../../src/platform/http';
import { newId } from '../../src/platform/ids';
import type { TestOrganization, TestServer } from './server';

export interface OnTheShelf {
  id: string;
  versionId: string;
}

interface ResourceContent {
  name?: string;
  description?: string;
  internalId?: string;
  scope?: string;
  required?: boolean;
  validFrom?: Date;
  validUntil?: Date;
}

type Field = { label: string; type: string; value: unknown; hidden: boolean };

/** What an organization of a test has on its shelves, written as the owner of the schema would. */
export class Catalogue {
  constructor(
    private readonly server: TestServer,
    private readonly organization: TestOrganization,
  ) {}

  consent(name = 'Privacy', content: ResourceContent = {}): Promise<OnTheShelf> {
    return this.resource('CONSENT', [{ label: 'text', type: 'string', value: `${name}: I agree.`, hidden: false }], {
      name,
      ...content,
    });
  }

  json(name: string, fields: Field[], content: ResourceContent = {}): Promise<OnTheShelf> {
    return this.resource('JSON', fields, { name, ...content });
  }

  async document(pdf: Buffer, name = 'Contract', content: ResourceContent = {}): Promise<OnTheShelf> {
    const { sha256, size, pages } = await this.server.app
      .get(DocumentsService)
      .read(pdf, this.organization.id as OrganizationId);
    await this.write(
      'INSERT INTO documents (org_id, sha256, size, pages, content) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
      [...[this.organization.id, Buffer.from(sha256, 'hex'), size, JSON.stringify(pages), pdf]],
    );
    const value = { sha256, size, pages: pages.length };
    const fields = [{ label: 'pdf', type: 'pdf', value, hidden: false }];
    return this.resource('DOCUMENT', fields, { name, ...content }, sha256);
  }

  /** A group of these, in this order; the same resource may stand in it twice. */
  async group(name: string, ...resources: OnTheShelf[]): Promise<OnTheShelf> {
    const [id, versionId] = [newId(), newId()];
    const org = this.organization.id;
    await this.write('INSERT INTO groups (id, org_id) VALUES ($1, $2)', [id, org]);
    await this.write('INSERT INTO group_versions (id, org_id, group_id, version, name) VALUES ($1, $2, $3, 1, $4)', [
      ...[versionId, org, id, name],
    ]);
    for (const [position, resource] of resources.entries()) {
      await this.write(
        'INSERT INTO group_resources (group_version_id, position, org_id, resource_id) VALUES ($1, $2, $3, $4)',
        [versionId, position, org, resource.id],
      );
    }
    return { id, versionId };
  }

  retire(kind: 'resources' | 'groups', { id }: OnTheShelf): Promise<void> {
    return this.write(`UPDATE ${kind} SET active = false WHERE id = $1`, [id]);
  }

  /** The next version of a resource. What was asked before keeps the old one. */
  async revise({ id }: OnTheShelf, name: string, data: Field[]): Promise<OnTheShelf> {
    const versionId = newId();
    await this.write('UPDATE resources SET version = version + 1 WHERE id = $1', [id]);
    await this.write(
      `INSERT INTO resource_versions (id, org_id, resource_id, version, name, data)
       SELECT $2, org_id, id, version, $3, $4 FROM resources WHERE id = $1`,
      [id, versionId, name, JSON.stringify(data)],
    );
    return { id, versionId };
  }

  private async resource(
    type: string,
    data: Field[],
    content: ResourceContent & { name: string },
    sha256?: string,
  ): Promise<OnTheShelf> {
    const [id, versionId] = [newId(), newId()];
    const org = this.organization.id;
    await this.write('INSERT INTO resources (id, org_id, type) VALUES ($1, $2, $3)', [id, org, type]);
    await this.write(
      `INSERT INTO resource_versions (id, org_id, resource_id, version, name, description, internal_id, data, scope, required,
         valid_from, valid_until, document_sha256) VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, decode($12, 'hex'))`,
      [
        ...[versionId, org, id, content.name, content.description ?? null, content.internalId ?? null],
        ...[JSON.stringify(data), content.scope ?? null, content.required ?? true],
        ...[content.validFrom ?? null, content.validUntil ?? null, sha256 ?? null],
      ],
    );
    return { id, versionId };
  }

  private async write(text: string, values: unknown[]): Promise<void> {
    const client = new Client({ connectionString: this.server.database.url });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('app.org_id', $1, true)`, [this.organization.id]);
      await client.query(text, values);
      await client.query('COMMIT');
    } finally {
      await client.end();
    }
  }
}

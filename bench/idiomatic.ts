import { Body, Controller, Module, Post } from '@nestjs/common';
import { InjectDataSource, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, EntitySchema, type EntityManager, type EntitySchemaColumnOptions } from 'typeorm';
import { CurrentPrincipal, type Principal } from '../src/platform/http';
import { newId } from '../src/platform/ids';
import { Envelopes, OneTimeCodes, randomCode, randomLinkToken, sha256, type Sealer } from '../src/platform/secrets';

export const IDIOMATIC_PATH = '/bench/idiomatic';

const table = (name: string, primary: string[], columns: string): EntitySchema<Record<string, unknown>> =>
  new EntitySchema({
    name: `bench_${name}`,
    tableName: name,
    columns: Object.fromEntries(
      [...primary, ...columns.split(' ')].map((column): [string, EntitySchemaColumnOptions] => {
        const [property, type = 'text'] = column.split(':');
        return [property, { type: type as 'text', primary: primary.includes(column), nullable: true }];
      }),
    ),
  });

const subjects = table('subjects', ['id'], 'org_id did');
const contacts = table('contacts', ['org_id', 'value'], 'type subject_id');
const requests = table(
  'requests',
  ['id'],
  'org_id name security_level code_delivery language expires_at:timestamptz created_at:timestamptz search',
);
const entries = table(
  'request_subjects',
  ['id'],
  'org_id request_id position:smallint subject_id contact contact_type code_hash:bytea code_expires_at:timestamptz link_hash:bytea link:bytea created_at:timestamptz',
);
const credentials = table(
  'credentials',
  ['id'],
  'org_id request_id position:smallint type name required:boolean data:jsonb digest:bytea created_at:timestamptz answerable_until:timestamptz',
);
const notifications = table(
  'notifications',
  ['id'],
  'org_id request_id entry_id kind channel recipient language content:bytea code_expires_at:timestamptz next_attempt_at:timestamptz created_at:timestamptz',
);
const evidence = table('evidence', ['id'], 'org_id kind subject_id occurred_at:timestamptz salt:bytea digest:bytea');
const details = table('evidence_details', ['evidence_id'], 'org_id content:bytea');
const unlinked = table('evidence_unlinked', ['evidence_id'], 'org_id');
const counters = table('rate_counters', ['org_id'], 'minute:timestamptz calls:integer');

interface IdiomaticBody {
  contacts: string[];
  name: string;
  credentials: { name: string; data: unknown }[];
}

/** The yardstick: the same rows behind the same guard, as most would write it, one `save()` an entity. */
@Controller(IDIOMATIC_PATH.slice(1))
export class IdiomaticController {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly envelopes: Envelopes,
    private readonly codes: OneTimeCodes,
  ) {}

  @Post()
  create(@CurrentPrincipal() { organization }: Principal, @Body() body: IdiomaticBody): Promise<object> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query(`SELECT set_config('app.org_id', $1, true)`, [organization.id]);
      const id = newId();
      const at = new Date();
      const org = { org_id: organization.id };
      const sealer = this.envelopes.sealer();
      await this.count(manager, organization.id);
      await manager.save(requests, {
        id,
        ...org,
        name: body.name,
        security_level: 'CONTACT',
        code_delivery: 'SEND',
        language: 'ENG',
        expires_at: at,
        created_at: at,
        search: [body.name, ...body.contacts, ...body.credentials.map(({ name }) => name)].join('\n').toLowerCase(),
      });
      for (const [position, contact] of body.contacts.entries())
        await this.enter(manager, id, org, contact, position, at, sealer);
      for (const [position, { name, data }] of body.credentials.entries()) {
        await manager.save(credentials, {
          id: newId(),
          ...org,
          request_id: id,
          position,
          type: 'CONSENT',
          name,
          required: true,
          data,
          digest: sha256(JSON.stringify(data)),
          created_at: at,
          answerable_until: at,
        });
      }
      const entry = newId();
      await manager.save(evidence, {
        id: entry,
        ...org,
        kind: 'request.created',
        subject_id: id,
        occurred_at: at,
        salt: sha256(id).subarray(0, 16),
        digest: sha256(id),
      });
      await manager.save(details, {
        evidence_id: entry,
        ...org,
        content: sealer.seal({ purpose: 'evidence.details', row: entry }, JSON.stringify(body)),
      });
      await manager.save(unlinked, { ...org, evidence_id: entry });
      return { id };
    });
  }

  private async count(manager: EntityManager, org: string): Promise<void> {
    const counter = await manager.findOneBy(counters, { org_id: org });
    await manager.save(counters, { org_id: org, minute: new Date(), calls: Number(counter?.calls ?? 0) + 1 });
  }

  private async enter(
    manager: EntityManager,
    requestId: string,
    org: { org_id: string },
    contact: string,
    position: number,
    at: Date,
    sealer: Sealer,
  ): Promise<void> {
    const known = await manager.findOneBy(contacts, { ...org, value: contact });
    const subjectId = (known?.subject_id as string | undefined) ?? newId();
    if (!known) {
      await manager.save(subjects, { id: subjectId, ...org, did: `did:via:humanos:user-${subjectId}` });
      await manager.save(contacts, { ...org, value: contact, type: 'EMAIL', subject_id: subjectId });
    }
    const id = newId();
    const [code, link] = [randomCode(6), randomLinkToken()];
    await manager.save(entries, {
      id,
      ...org,
      request_id: requestId,
      position,
      subject_id: subjectId,
      contact,
      contact_type: 'EMAIL',
      code_hash: this.codes.hash(id, code),
      code_expires_at: at,
      link_hash: this.codes.hashLinkToken(link),
      link: sealer.seal({ purpose: 'link', row: id }, link),
      created_at: at,
    });
    const message = newId();
    await manager.save(notifications, {
      id: message,
      ...org,
      request_id: requestId,
      entry_id: id,
      kind: 'INVITATION',
      channel: 'EMAIL',
      recipient: contact,
      language: 'ENG',
      content: sealer.seal({ purpose: 'notification', row: message }, JSON.stringify({ code, link })),
      code_expires_at: at,
      next_attempt_at: at,
      created_at: at,
    });
  }
}

@Module({
  imports: [
    TypeOrmModule.forFeature([
      subjects,
      contacts,
      requests,
      entries,
      credentials,
      notifications,
      evidence,
      details,
      unlinked,
      counters,
    ]),
  ],
  controllers: [IdiomaticController],
})
export class IdiomaticModule {}

import { Injectable, OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { schemaMigrations } from '../../../migrations';
import { ErrorForPeople, Settings } from '../configuration';
import { APPLICATION_ROLE, MIGRATIONS_TABLE } from './data-source';

/** What must be on for "acknowledged" to mean "kept" (PostgreSQL, chapter 28). */
const DURABILITY = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** The database cannot be used as it is; the message says what to do. */
export class DatabaseRefused extends ErrorForPeople {}

/** Looks at the database before the first request is served, and refuses one that is behind, unsafe or unprotected. */
@Injectable()
export class DatabaseCheck implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly settings: Settings,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.refusePendingMigrations();
    await this.refuseWrongRole();
    if (this.settings.ALLOW_UNSAFE_DATABASE === 'no') await this.refuseUnsafeSettings();
  }

  private async refusePendingMigrations(): Promise<void> {
    const [{ exists }] = await this.ask<{ exists: boolean }>(
      `SELECT to_regclass('${MIGRATIONS_TABLE}') IS NOT NULL AS exists`,
    );
    const run = exists ? await this.ask<{ name: string }>(`SELECT name FROM ${MIGRATIONS_TABLE}`) : [];
    const pending = schemaMigrations.map(({ name }) => name).filter((name) => !run.some((row) => row.name === name));
    if (pending.length > 0) {
      throw new DatabaseRefused(`The database lacks ${pending.join(', ')}. Run: npm run migrate`);
    }
  }

  private async refuseWrongRole(): Promise<void> {
    const [role] = await this.ask<{ name: string; free: boolean }>(
      'SELECT current_user AS name, rolsuper OR rolbypassrls AS free FROM pg_roles WHERE rolname = current_user',
    );
    if (role.name !== APPLICATION_ROLE || role.free) {
      throw new DatabaseRefused(
        `The server must work as ${APPLICATION_ROLE}, bound by row-level security; it is ${role.name}`,
      );
    }
  }

  private async refuseUnsafeSettings(): Promise<void> {
    const rows = await this.ask<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name IN ('${DURABILITY.join("','")}') AND setting = 'off'`,
    );
    if (rows.length > 0) {
      const names = rows.map(({ name }) => name).join(' and ');
      throw new DatabaseRefused(
        `The database would lose what it has acknowledged: turn ${names} on in its configuration`,
      );
    }
  }

  private ask<Row>(sql: string): Promise<Row[]> {
    return this.dataSource.query<Row[]>(sql);
  }
}

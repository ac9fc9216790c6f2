export { awaitDatabase } from './await-database';
export { byOrganization } from './by-organization';
export { DatabaseModule } from './database.module';
export { DatabaseRefused } from './database-check';
export { migrate } from './migrate';
export { databaseOptions, ownerOptions, type DatabaseSettings } from './data-source';
export { statement, type Statement } from './statement';
export { Transaction } from './transaction';
export { AlreadyRunning, UnitOfWork, type SystemReason } from './unit-of-work';

import { Foundation1769000000000 } from './1769000000000-foundation';
import { Lifecycle1769200000000 } from './1769200000000-lifecycle';
import { CallerLookUp1769202000000 } from './1769202000000-caller-look-up';

/** The schema's migrations in order. Once landed, a migration is never edited: a new one follows. */
export const schemaMigrations = [Foundation1769000000000, Lifecycle1769200000000, CallerLookUp1769202000000];

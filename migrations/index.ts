import { Foundation1769000000000 } from './1769000000000-foundation';
import { Lifecycle1769200000000 } from './1769200000000-lifecycle';
import { DebugCounters1769240000000 } from './1769240000000-debug-counters';

/** The schema's migrations in order. Once landed, a migration is never edited: a new one follows. */
export const schemaMigrations = [Foundation1769000000000, Lifecycle1769200000000, DebugCounters1769240000000];

import { Foundation1769000000000 } from './1769000000000-foundation';
import { Lifecycle1769200000000 } from './1769200000000-lifecycle';
import { Following1769203000000 } from './1769203000000-following';
import { Identities1769210000000 } from './1769210000000-identities';
import { Mandates1769211000000 } from './1769211000000-mandates';
import { Answering1769220000000 } from './1769220000000-answering';

/** The schema's migrations in order. Once landed, a migration is never edited: a new one follows. */
export const schemaMigrations = [
  Foundation1769000000000,
  Lifecycle1769200000000,
  Following1769203000000,
  Identities1769210000000,
  Mandates1769211000000,
  Answering1769220000000,
];

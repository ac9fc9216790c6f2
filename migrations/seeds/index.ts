import type { SeedClass } from './support';

/** The seeds in order. `npm run seed:new -- add-nda` writes one and adds it here; see docs/seeding.md. */
export const seedMigrations: SeedClass[] = [];

import { runSeeds, type SeedClass } from '../../../migrations/seeds/support';
import { Demo1769100000000 } from './1769100000000-demo';
import { HotelBudget1769200000000 } from './1769200000000-hotel-budget';

export * from './demo-catalogue';
export { bringBackDemo, DEMO_IDS } from './bring-back-demo';

/** The playground's own seeds, in order. `npm run seed` knows nothing of them. */
export const demoSeeds: SeedClass[] = [Demo1769100000000, HotelBudget1769200000000];
export const DEMO_SEED_TABLE = 'demo_seed_migrations';

/** Brings the demo organization and its catalogue into the playground's database, or what is new of them. */
export const seedDemo = (url: string): Promise<string[]> => runSeeds(url, demoSeeds, DEMO_SEED_TABLE);

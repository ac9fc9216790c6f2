export type { CheckedSeed } from './check-seed';
export {
  apiKeyFromEnvironment,
  consent,
  document,
  form,
  group,
  json,
  organization,
  type ConsentOptions,
  type DocumentOptions,
  type FormOptions,
  type GroupOptions,
  type JsonOptions,
  type OrganizationOptions,
} from './declarations';
export { runSeeds, seedStatus, takeBackLastSeed, SEED_TABLE, type SeedClass } from './run-seeds';
export { Seed } from './seed';
export { SeedRefused } from './seed-refused';

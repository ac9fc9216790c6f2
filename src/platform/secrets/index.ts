export { equalInConstantTime, sha256 } from './digests';
export { Envelopes, Sealer, type Place } from './envelopes';
export { MasterKey } from './master-key';
export { MatchKeys } from './match-keys';
export { OneTimeCodes } from './one-time-codes';
export { randomBase62, randomCode, randomLinkToken } from './random';
export { SecretsModule } from './secrets.module';

export { ApiKey } from './api-key.entity';
export {
  ApiKeysService,
  LONGEST_OVERLAP_HOURS,
  OVERLAP_HOURS,
  type MintedApiKey,
  type NewApiKey,
} from './api-keys.service';
export { AuthModule } from './auth.module';
export { Callers } from './callers';

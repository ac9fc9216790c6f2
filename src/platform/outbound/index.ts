export { askService, type ServiceCall } from './ask-service';
export { fetchPublic, type FetchLimits, type FetchTrust } from './fetch-public';
export { guardedLookup, refuseAddress, type AddressRule } from './guarded-address';
export { NotFetched } from './not-fetched';
export { postGuarded, type PostAnswer, type PostLimits } from './post-guarded';
export { readNetworks } from './networks';
export { retryAfterSeconds } from './retry-after';
export { OpenInternet } from './open-internet';
export { isPublicAddress } from './public-address';

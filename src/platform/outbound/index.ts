export { askService, type ServiceCall } from './ask-service';
export { fetchPublic, NotFetched, type FetchLimits, type FetchTrust } from './fetch-public';
export { OpenInternet } from './open-internet';
export { isPublicAddress } from './public-address';
export { guardedFetch, reachable, type GuardedReach } from './guarded-fetch';

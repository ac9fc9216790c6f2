export { fetchPublic, NotFetched, type FetchLimits, type FetchTrust } from './fetch-public';
export { OpenInternet } from './open-internet';
export { isPublicAddress } from './public-address';

export { fetchPublic, NotFetched, type FetchLimits, type FetchTrust } from './fetch-public';
export { isPublicAddress } from './public-address';

/** The second door of the verifier: what decides on a document that carries signatures, for where the server is not. */
export { flawInCarried, type CarriedFlaw } from './carried-signatures';
export { context, listOf, readDer, TAGS } from '../cms/der';

import { contexts as credentials } from '@digitalbazaar/credentials-context';
import { contexts as dataIntegrity } from '@digitalbazaar/data-integrity-context';
import { contexts as multikey } from '@digitalbazaar/multikey-context';

/** VCDM 2.0, appendix B.2: what every term means in the examples of the standard and of its test suite. */
const EXAMPLES = { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } };

/** Every JSON-LD context that is understood, by its address. None is ever fetched. */
export const CONTEXTS = new Map<string, object>([
  ...credentials,
  ...dataIntegrity,
  ...multikey,
  ['https://www.w3.org/ns/credentials/examples/v2', EXAMPLES],
]);

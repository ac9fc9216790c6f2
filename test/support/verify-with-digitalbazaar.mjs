// A third party's verifier: reads {credential, documents, now} from standard input and answers what @digitalbazaar/vc says.
// Offline: it knows the documents it is given and nothing else.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createVerifyCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { text } from 'node:stream/consumers';

globalThis.self ??= globalThis; // the cryptosuite was written for browsers
const { documents, credential, now } = JSON.parse(await text(process.stdin));

function documentLoader(url) {
  const document = documents[url.split('#')[0]];
  if (!document) throw new Error(`Not known offline: ${url}`);
  const method = url.includes('#') && document.verificationMethod?.find(({ id }) => id === url);
  const found = method ? { '@context': 'https://w3id.org/security/multikey/v1', ...method } : document;
  return Promise.resolve({ contextUrl: null, documentUrl: url, document: structuredClone(found) });
}

const suite = new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() });
const { verified, results, error } = await vc.verifyCredential({
  credential,
  suite,
  documentLoader,
  now,
  checkStatus: () => Promise.resolve({ verified: true }),
});
const reasons = [error, ...(error?.errors ?? []), ...(results ?? []).map((each) => each.error)].filter(Boolean);
process.stdout.write(
  JSON.stringify({
    verified,
    proofs: (results ?? []).map((each) => each.verified),
    reasons: reasons.map(({ message }) => message),
  }),
);

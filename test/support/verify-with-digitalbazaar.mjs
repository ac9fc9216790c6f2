// A third party's verifier: reads {credential, documents, now} from standard input and answers what @digitalbazaar/vc says.
// Offline: it knows the documents it is given and nothing else.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createVerifyCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

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
const judge = (one, checkStatus) => vc.verifyCredential({ credential: one, suite, documentLoader, now, checkStatus });

/** Bitstring Status List 1.0, in a few lines of its own. Lists that were not given are not looked up. */
async function checkStatus({ credential: { credentialStatus, issuer } }) {
  const list = documents[credentialStatus.statusListCredential];
  if (!list) return { verified: true };
  const { verified } = await judge(list, () => ({ verified: true }));
  if (!verified || list.issuer !== (issuer.id ?? issuer))
    return { verified: false, error: new Error('The list is not good') };
  const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
  const index = Number(credentialStatus.statusListIndex);
  const set = (bits[Math.floor(index / 8)] & (128 >> (index % 8))) !== 0;
  return { verified: !set, ...(set && { error: new Error('Its bit is set') }) };
}

const { verified, results, error, statusResult } = await judge(credential, checkStatus);
const reasons = [error, ...(error?.errors ?? []), ...(results ?? []).map((each) => each.error)].filter(Boolean);
process.stdout.write(
  JSON.stringify({
    verified,
    proofs: (results ?? []).map((each) => each.verified),
    status: statusResult?.verified,
    reasons: reasons.map(({ message }) => message),
  }),
);

// A third party's signer: reads {credentials, presentation, challenge, domain, did, key} from standard input, and answers the
// presentation of the credentials, all of it secured by @digitalbazaar/vc with eddsa-rdfc-2022. Nothing is fetched.
import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { contexts as dataIntegrityContexts } from '@digitalbazaar/data-integrity-context';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { createPrivateKey, sign } from 'node:crypto';
import { text } from 'node:stream/consumers';

const { credentials, presentation, challenge, domain, did, key } = JSON.parse(await text(process.stdin));
const contexts = new Map([...credentialContexts, ...dataIntegrityContexts]);

function documentLoader(url) {
  const document = contexts.get(url);
  if (!document) throw new Error(`Not known offline: ${url}`);
  return Promise.resolve({ contextUrl: null, documentUrl: url, document });
}

const privateKey = createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' });
const signer = {
  id: `${did}#${did.slice('did:key:'.length)}`,
  algorithm: 'Ed25519',
  sign: ({ data }) => Promise.resolve(sign(null, data, privateKey)),
};
const suite = () => new DataIntegrityProof({ signer, cryptosuite });

const held = [];
for (const credential of credentials)
  held.push(credential.proof ? credential : await vc.issue({ credential, suite: suite(), documentLoader }));
const signed = await vc.signPresentation({
  presentation: { ...presentation, ...(held.length > 0 && { verifiableCredential: held }) },
  ...{ challenge, domain, suite: suite(), documentLoader },
});
process.stdout.write(JSON.stringify(signed));

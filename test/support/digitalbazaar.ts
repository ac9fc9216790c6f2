import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What a third party's verifier says of a credential. */
export interface OutsideVerdict {
  verified: boolean;
  /** One a proof. */
  proofs: boolean[];
  /** What the list says, if the credential names one; true also when that list was not given. */
  status?: boolean;
  reasons: string[];
}

/** Asks @digitalbazaar/vc, in a process of its own, offline: `documents` are the DID documents and status lists it may know, by id. */
export function askDigitalBazaar(credential: object, documents: { id: string }[], now?: string): OutsideVerdict {
  const known = Object.fromEntries(documents.map((document) => [document.id, document]));
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, 'verify-with-digitalbazaar.mjs')], {
    input: JSON.stringify({ credential, documents: known, now }),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The verifier failed: ${stderr}`);
  return JSON.parse(stdout) as OutsideVerdict;
}

import { sign } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { secure, verifySecured, type SecuredDocument } from '../src/modules/keys';
import { bitsWith, decodeList, encodeList, isSet, LIST_LENGTH } from '../src/modules/keys/status-list';
import { aCredential, aSampleIssuer, type SampleIssuer } from '../test/support/signed-sample';
import { median, table } from './report';
import { benchSealing } from './sealing';

/** What one piece of proof costs here, and what the library's own code needs for the same piece. */
interface Job {
  name: string;
  ours: () => unknown;
  library: () => unknown;
  against: string;
}

/** Calls in one measured stretch: short ones would measure the clock. */
const CALLS = 200;

/**
 * What proof costs beside the libraries' own time, in one thread: sealing and verifying a credential beside
 * @digitalbazaar/vc, making and reading a status list beside zlib, and sealing a document beside @libpdf/core.
 */
export async function benchProof(rounds: number): Promise<void> {
  const jobs = [...(await credentialJobs()), ...(await statusListJobs())];
  for (const { ours, library } of jobs) for (const warm of [ours, library]) await stretch(warm);
  const rows: (string | number)[][] = [];
  for (const { name, ours, library, against } of jobs) {
    const times = { ours: [] as number[], library: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      times.ours.push(await stretch(ours));
      times.library.push(await stretch(library));
    }
    const [own, theirs] = [median(times.ours), median(times.library)];
    rows.push([name, own * 1000, theirs * 1000, against, own / theirs]);
  }
  console.log(table(['piece', 'microseconds', 'library', 'which', 'ratio (median of rounds)'], rows));
  await benchSealing(rounds);
}

/** Milliseconds a call. */
async function stretch(work: () => unknown): Promise<number> {
  const start = performance.now();
  for (let call = 0; call < CALLS; call++) await work();
  return (performance.now() - start) / CALLS;
}

/** One key, one credential: what a sealed credential is made of, and what whoever checks it does. */
async function credentialJobs(): Promise<Job[]> {
  const issuer = aSampleIssuer();
  const unsigned = () => aCredential(issuer.did);
  const seal = () =>
    secure(unsigned(), {
      verificationMethod: issuer.verificationMethod,
      key: issuer.privateKey,
      created: new Date(),
      proofPurpose: 'assertionMethod',
    });
  const sealed = seal();
  const library = await digitalBazaar(issuer, sealed);
  const resolve = () => Promise.resolve(issuer.document);
  const verify = async () => {
    const { verified, evaluations } = await verifySecured(sealed, resolve, new Date());
    if (!verified) throw new Error(JSON.stringify(evaluations));
  };
  return [
    { name: 'seal a credential', ours: seal, library: () => library.issue(unsigned()), against: '@digitalbazaar/vc' },
    { name: 'verify a credential', ours: verify, library: library.verify, against: '@digitalbazaar/vc' },
  ];
}

/** The same cryptosuite by the third party's libraries, with the same signature function of Node below. */
async function digitalBazaar(issuer: SampleIssuer, sealed: SecuredDocument) {
  (globalThis as { self?: unknown }).self ??= globalThis; // the cryptosuite was written for browsers
  const vc = await import('@digitalbazaar/vc');
  const { DataIntegrityProof } = await import('@digitalbazaar/data-integrity');
  const { createSignCryptosuite, createVerifyCryptosuite } = await import('@digitalbazaar/eddsa-jcs-2022-cryptosuite');
  const [method] = issuer.document.verificationMethod!;
  const multikey = { '@context': 'https://w3id.org/security/multikey/v1', ...method };
  const documentLoader = (url: string) =>
    Promise.resolve({
      documentUrl: url,
      document: structuredClone(url.includes('#') ? multikey : issuer.document),
    });
  const signer = {
    algorithm: 'Ed25519',
    id: issuer.verificationMethod,
    sign: ({ data }: { data: Uint8Array }) => Promise.resolve(sign(null, data, issuer.privateKey)),
  };
  const signing = () => new DataIntegrityProof({ cryptosuite: createSignCryptosuite(), signer });
  const verifying = new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() });
  return {
    issue: (credential: object) => vc.issue({ credential, suite: signing(), documentLoader }),
    verify: async () => {
      const { verified, error } = await vc.verifyCredential({ credential: sealed, suite: verifying, documentLoader });
      if (!verified) throw new Error('The library refuses its credential', { cause: error });
    },
  };
}

/** A full list of which one in a hundred is revoked. */
async function statusListJobs(): Promise<Job[]> {
  const revoked = Array.from({ length: Math.floor(LIST_LENGTH / 100) }, (_, i) => i * 100 + ((i * 37) % 100));
  const bits = bitsWith(revoked);
  const encoded = await encodeList(bits);
  const packed = Buffer.from(encoded.slice(1), 'base64url');
  return [
    {
      name: 'make a status list',
      ours: () => encodeList(bitsWith(revoked)),
      library: () => promisify(gzip)(bits),
      against: 'zlib',
    },
    {
      name: 'read a status list',
      ours: async () => isSet(await decodeList(encoded), revoked[0]),
      library: () => promisify(gunzip)(packed),
      against: 'zlib',
    },
  ];
}

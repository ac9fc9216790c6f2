import type { Signer } from '../cms/check-signer';
import type { Timestamp } from '../cms/timestamp-token';
import type { Findings } from '../findings';
import type { SealCertificate, SealRecord } from '../knowledge';

/** What whoever checks a document knows of its seal. */
export interface TrustOf {
  /** The certificates that are known to seal. */
  seals: SealCertificate[];
  /** Those that a bundle brings along: its own word, which vouches for nothing. */
  bundled?: SealCertificate[];
  /** The timestamp authorities whose word is taken, by the SHA-256 of their certificates. */
  authorities?: string[];
  /** On record with whoever checks: exactly this document was sealed. */
  record?: SealRecord;
  /** Something else vouches for the document already: a credential that names its digest. */
  vouched?: boolean;
}

/** A seal whose signature fits, with all that decides whether its certificate counts. */
export interface Seal {
  where: string;
  signer: Signer;
  /** Of the certificates that came along the last, where its issuer did not. */
  last: Signer | null;
  timestamp: Timestamp | null;
  /** By the timestamp; by the signature's own word where there is none. */
  at: Date;
}

/**
 * Whose the certificate of a seal is, and whether its key was theirs alone then. Where a credential vouches for the document
 * already, whatever is left open is not essential. Answers who publishes the certificate, where it counts.
 */
export function checkTrust(findings: Findings, of: TrustOf, seal: Seal): string | null {
  const { result, message } = judged(of, seal);
  const place = `${seal.where} certificate`;
  if (result === 'pass') findings.pass('pdf.trust', place, message);
  else if (of.vouched) findings.skip('pdf.trust', place, message);
  else if (result === 'fail') findings.fail('pdf.trust', place, message);
  else findings.lack('pdf.trust', place, message);
  const known = of.seals.find(({ der }) => der.equals(seal.signer.der));
  return result === 'pass' && known ? known.of : null;
}

interface Judgement {
  result: 'pass' | 'open' | 'fail';
  message: string;
}

function judged({ seals, bundled = [], authorities = [], record }: TrustOf, seal: Seal): Judgement {
  if (record?.isBroken)
    return open(
      `It is on record here that it was sealed at ${record.at.toISOString()}, and that it is not the document that was asked. Ask who issued it`,
    );
  if (record) return pass(`It is on record here that exactly this document was sealed at ${record.at.toISOString()}`);
  const { signer, last } = seal;
  const known = seals.filter(({ der }) => der.equals(signer.der));
  const own = bundled.filter(({ der }) => der.equals(signer.der));
  if (known.length === 0 && own.length > 0) return judgedByBundle(own, seal, authorities);
  if (known.length === 0)
    return open(
      unknownTo(
        seals.map(({ of }) => of),
        signer,
      ),
    );
  if (last && !seals.some(({ chain }) => chain.some((each) => each.equals(last.der))))
    return open('Of the certificates that came along, the issuer of the last one did not: it may have been changed');
  const since = compromisedAt([...known, ...own]);
  if (since) return judgedSince(since, seal, authorities);
  return pass(`It is a certificate that ${known[0].of} publishes`);
}

/** What speaks against a seal counts by whoever’s word; what speaks for it does not. */
function judgedByBundle(own: SealCertificate[], seal: Seal, authorities: string[]): Judgement {
  const since = compromisedAt(own);
  if (since) return judgedSince(since, seal, authorities);
  const [{ of }] = own;
  return open(
    `It is known from the bundle only: its dids.json says that ${of} publishes it. Give the document of ${of} with --did`,
  );
}

function compromisedAt(known: SealCertificate[]): Date | null {
  const times = known.flatMap((each) => each.compromisedAt ?? []).map(Number);
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

/** Whoever has the key can write any time into a signature, and make a timestamp authority of their own as well. */
function judgedSince(compromised: Date, { at, timestamp }: Seal, authorities: string[]): Judgement {
  const since = `Its key was compromised at ${compromised.toISOString()}`;
  if (at >= compromised) return { result: 'fail', message: `${since}: this was sealed later, at ${at.toISOString()}` };
  if (!timestamp) return open(`${since}, and only the signature itself says that it was made before`);
  const { name, fingerprint } = timestamp.authority;
  if (authorities.includes(fingerprint)) return pass(`${since}, after the time that ${name} vouches for`);
  return open(
    `${since}. By its timestamp it was sealed before, but whether the word of ${name} counts is not known here`,
  );
}

const pass = (message: string): Judgement => ({ result: 'pass', message });
const open = (message: string): Judgement => ({ result: 'open', message });

function unknownTo(publishers: string[], { fingerprint }: Signer): string {
  const known = [...new Set(publishers)].join(', ');
  return (
    `Who vouches for this certificate is not checked here${known && `: it is not the one of ${known}`}. ` +
    `Its SHA-256 fingerprint is ${fingerprint}`
  );
}

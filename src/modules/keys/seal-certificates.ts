import { Injectable } from '@nestjs/common';
import { createHash, X509Certificate, type KeyObject } from 'node:crypto';
import { statement, UnitOfWork, type Transaction } from '../../platform/database';
import type { DocumentSigner } from './document-signer';

/** A certificate that documents were sealed under, and what became of its key. */
export interface SealCertificate {
  /** SHA-256 of the certificate, in hex. */
  fingerprint: string;
  /** DER. */
  certificate: Uint8Array;
  /** DER, its issuer's first. */
  chain: Uint8Array[];
  /** From when on somebody else may have had its key; null: nobody had. */
  compromisedAt: Date | null;
}

/** Such a certificate with the first and the last time that a document was sealed under it. */
export interface UsedSealCertificate extends SealCertificate {
  firstUsedAt: Date | null;
  lastUsedAt: Date | null;
}

const KEEP = statement(
  'seal-certificates.keep',
  `INSERT INTO seal_certificates (fingerprint, certificate, chain) VALUES ($1, $2, $3) ON CONFLICT (fingerprint) DO NOTHING`,
);
const KNOWN = statement(
  'seal-certificates.known',
  `SELECT encode(fingerprint, 'hex') AS fingerprint, certificate, chain, compromised_at AS "compromisedAt"
   FROM seal_certificates ORDER BY fingerprint`,
);
const USED = statement(
  'seal-certificates.used',
  `SELECT encode(c.fingerprint, 'hex') AS fingerprint, c.certificate, c.chain, c.compromised_at AS "compromisedAt",
     (SELECT min(sealed_at) FROM sealings WHERE seal_fingerprint = c.fingerprint) AS "firstUsedAt",
     (SELECT max(sealed_at) FROM sealings WHERE seal_fingerprint = c.fingerprint) AS "lastUsedAt"
   FROM seal_certificates c ORDER BY 6 DESC NULLS LAST, 1`,
);
/** What is said to have been compromised earlier was; later it does not become good again. */
const COMPROMISED = statement(
  'seal-certificates.compromised',
  `UPDATE seal_certificates SET compromised_at = least(compromised_at, $2)
   WHERE fingerprint IN (SELECT decode(unnest($1::text[]), 'hex'))`,
);

/**
 * The certificates that this server has sealed documents under: they stay known when another takes their place, as what
 * was sealed has to prove itself for years. First and last use are those of the documents themselves.
 */
@Injectable()
export class SealCertificates {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Writes the signer's certificate down, once; to be called in the transaction that keeps what it has sealed. */
  keep(tx: Transaction, { certificate, certificateChain }: DocumentSigner): void {
    tx.send(KEEP, [sha256Of(certificate), Buffer.from(certificate), certificateChain.map((each) => Buffer.from(each))]);
  }

  /** Every one of them, in any transaction: they are no organization's. */
  known(tx: Transaction): Promise<SealCertificate[]> {
    return tx.query<SealCertificate & object>(KNOWN, []);
  }

  /** The same without an organization. */
  all(): Promise<SealCertificate[]> {
    return this.unitOfWork.runAsSystem('seal-certificates.read', (tx) => this.known(tx));
  }

  /** From when on somebody else may have had the signer's key, under whichever certificate; null: nobody had. */
  async compromisedSince(signer: DocumentSigner): Promise<Date | null> {
    const ofKey = (await this.all()).filter((each) => haveOneKey(each, signer));
    return earliestOf(ofKey.map(({ compromisedAt }) => compromisedAt));
  }

  /** With their first and last use, over all organizations; the latest first. */
  used(): Promise<UsedSealCertificate[]> {
    return this.unitOfWork.runAsSystem('seal-certificates.read', (tx) =>
      tx.query<UsedSealCertificate & object>(USED, []),
    );
  }

  /**
   * Somebody else may have had the key from then on: said of every certificate over it. Answers since when that holds now, the
   * earliest time that was ever said; null when there is no such certificate.
   */
  async compromised(fingerprint: string, since: Date): Promise<Date | null> {
    return this.unitOfWork.runAsSystem('seal-certificates.compromised', async (tx) => {
      const known = await this.known(tx);
      const named = known.find((each) => each.fingerprint === fingerprint);
      if (!named) return null;
      const ofKey = known.filter((each) => haveOneKey(each, named));
      const from = earliestOf([since, ...ofKey.map(({ compromisedAt }) => compromisedAt)]);
      await tx.query(COMPROMISED, [ofKey.map((each) => each.fingerprint), from]);
      return from;
    });
  }
}

/** By which a certificate is known. */
export const sealFingerprint = ({ certificate }: Pick<DocumentSigner, 'certificate'>): string =>
  sha256Of(certificate).toString('hex');

type Certified = Pick<DocumentSigner, 'certificate'>;

/** A certificate that was renewed may speak for the key of the one before. */
const haveOneKey = (a: Certified, b: Certified): boolean => keyOf(a).equals(keyOf(b));
const keyOf = ({ certificate }: Certified): KeyObject => new X509Certificate(certificate).publicKey;

const earliestOf = (times: (Date | null)[]): Date | null =>
  times.reduce((earliest, time) => (time && (!earliest || time < earliest) ? time : earliest), null);

const sha256Of = (der: Uint8Array): Buffer => createHash('sha256').update(der).digest();

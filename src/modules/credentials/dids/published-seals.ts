import { Inject, Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import {
  DOCUMENT_SIGNER,
  SealCertificates,
  sealFingerprint,
  type DocumentSigner,
  type SealCertificate,
} from '../../keys';

/** The certificates that documents of this server are sealed under: the present one first, then those before it. */
@Injectable()
export class PublishedSeals {
  constructor(
    private readonly certificates: SealCertificates,
    @Inject(DOCUMENT_SIGNER) private readonly signer: DocumentSigner,
  ) {}

  async all(): Promise<SealCertificate[]> {
    return this.presentFirst(await this.certificates.all());
  }

  /** The same inside a transaction, of whatever organization. */
  async within(tx: Transaction): Promise<SealCertificate[]> {
    return this.presentFirst(await this.certificates.known(tx));
  }

  /** The present one may not have sealed anything yet. */
  private presentFirst(known: SealCertificate[]): SealCertificate[] {
    const { certificate, certificateChain: chain } = this.signer;
    const fingerprint = sealFingerprint(this.signer);
    const isPresent = (each: SealCertificate) => each.fingerprint === fingerprint;
    const present = known.find(isPresent) ?? { fingerprint, certificate, chain, compromisedAt: null };
    return [present, ...known.filter((each) => !isPresent(each))];
  }
}

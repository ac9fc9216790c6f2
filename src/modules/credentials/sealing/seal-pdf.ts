import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { Settings } from '../../../platform/configuration';
import type { Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { oneLine } from '../../../platform/pages';
import {
  DocumentStore,
  SealedDocuments,
  type NewDocument,
  type SealedFile,
  type TimestampOutcome,
} from '../../documents';
import {
  DOCUMENT_SIGNER,
  KeysService,
  SealCertificates,
  sealFingerprint,
  type DocumentSigner,
  type StatusEntry,
} from '../../keys';
import { compromisedSeal } from './sealing-health';
import { evidencePagesOf } from './evidence-pages-of';
import type { ToSeal } from './read-sealing-facts';
import { SealRenewals } from './seal-renewals';
import { timestampService } from './timestamp-service';
import { verifyUrlOf } from './verify-url';

/** A sealed document, the fingerprint of the certificate it was sealed under, and what became of its timestamp. */
export interface SealedPdfFile {
  document: NewDocument & Proved;
  /** The evidence, where it is a document of its own. */
  evidence: (NewDocument & Proved) | null;
  sealedUnder: string;
  timestamp: TimestampOutcome;
}

/** Until when its last timestamp proves it; null where none lies behind its seal. */
type Proved = Pick<SealedFile, 'provedUntil'>;

/** Makes the document that people take away: their marks in their places, the evidence page, the seal of this server. */
@Injectable()
export class SealPdf {
  constructor(
    private readonly sealing: SealedDocuments,
    private readonly store: DocumentStore,
    private readonly certificates: SealCertificates,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly keys: KeysService,
    private readonly renewals: SealRenewals,
    @Inject(DOCUMENT_SIGNER) private readonly signer: DocumentSigner,
  ) {}

  /** Throws while the key is one that was compromised: what was decided waits for another. */
  async execute(toSeal: ToSeal, organization: string, place: StatusEntry): Promise<SealedPdfFile> {
    const since = await this.certificates.compromisedSince(this.signer);
    if (since) throw new Error(compromisedSeal(since));
    const { bytes: original, marks } = toSeal.document!;
    const verifyUrl = verifyUrlOf(this.settings.PUBLIC_URL, toSeal.facts);
    const { evidence, timestamp, ...document } = await this.sealing.seal({
      original,
      marks,
      evidence: evidencePagesOf(toSeal, organization, verifyUrl),
      signer: this.signer,
      at: this.clock.now(),
      reason: `${oneLine(organization)}: ${oneLine(toSeal.facts.name)}`,
      timestampService: timestampService(this.settings),
      level: this.settings.SEAL_LEVEL,
      status: {
        issuer: this.keys.issuerDid(toSeal.organization.did),
        list: place.statusListCredential,
        index: place.statusListIndex,
      },
    });
    const sealedUnder = sealFingerprint(this.signer);
    return { document: sized(document), evidence: evidence && sized(evidence), sealedUnder, timestamp };
  }

  /** Keeps the file and, so that it can be checked when another has taken its place, the certificate it was sealed under. */
  keep(tx: Transaction, org: OrganizationId, credentialId: string, { document, evidence }: SealedPdfFile): void {
    this.certificates.keep(tx, this.signer);
    this.store.keep(tx, org, evidence ? [document, evidence] : [document]);
    const parts = [
      { part: 'DOCUMENT' as const, until: document.provedUntil },
      { part: 'EVIDENCE' as const, until: evidence?.provedUntil ?? null },
    ];
    const proved = parts.flatMap(({ part, until }) => (until ? [{ part, until }] : []));
    this.renewals.schedule(tx, org, credentialId, proved, this.clock.now());
  }
}

const sized = (file: SealedFile): NewDocument & Proved => ({ ...file, size: file.bytes.length });

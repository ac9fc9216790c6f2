import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { Settings } from '../../../platform/configuration';
import { SealedDocuments, type ReadDocument, type TimestampOutcome } from '../../documents';
import { DOCUMENT_SIGNER, type DocumentSigner } from '../../keys';
import { evidencePagesOf } from './evidence-pages-of';
import type { ToSeal } from './read-sealing-facts';
import { verifyUrlOf } from './verify-url';

/** A sealed document and what became of its timestamp. */
export interface SealedPdfFile {
  document: ReadDocument;
  timestamp: TimestampOutcome;
}

/** Makes the document that people take away: their marks in their places, the evidence page, the seal of this server. */
@Injectable()
export class SealPdf {
  constructor(
    private readonly sealing: SealedDocuments,
    private readonly settings: Settings,
    private readonly clock: Clock,
    @Inject(DOCUMENT_SIGNER) private readonly signer: DocumentSigner,
  ) {}

  async execute(toSeal: ToSeal, organization: string): Promise<SealedPdfFile> {
    const { bytes: original, marks } = toSeal.document!;
    const verifyUrl = verifyUrlOf(this.settings.PUBLIC_URL, toSeal.facts);
    const { timestamp, ...sealed } = await this.sealing.seal({
      original,
      marks,
      evidence: evidencePagesOf(toSeal, organization, verifyUrl),
      signer: this.signer,
      at: this.clock.now(),
      reason: `${organization}: ${toSeal.facts.name}`,
      timestampService: timestampService(this.settings),
    });
    return { document: { ...sealed, size: sealed.bytes.length }, timestamp };
  }
}

const timestampService = ({ TIMESTAMP_URL, TIMESTAMP_CREDENTIALS }: Settings) =>
  TIMESTAMP_URL === undefined ? undefined : { url: TIMESTAMP_URL, credentials: TIMESTAMP_CREDENTIALS };

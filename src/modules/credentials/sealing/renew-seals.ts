import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../../../platform/clock';
import { Settings } from '../../../platform/configuration';
import { UnitOfWork, type Transaction } from '../../../platform/database';
import { PruningJob } from '../../../platform/pruning';
import { Envelopes } from '../../../platform/secrets';
import { DocumentStore, provedUntil, SealedDocuments, type SealedFile } from '../../documents';
import { EvidenceService } from '../../evidence';
import { isDue, SealRenewals, type ClaimedRenewal, type LatestRevision } from './seal-renewals';
import { timestampService } from './timestamp-service';

/** Each may be ten megabytes, and asks an authority and a responder. */
const BATCH = 10;

/**
 * Puts a later timestamp behind sealed documents (PAdES B-LTA) before the certificate of their last one ends: that one proves
 * them only as long. It appends, and never touches what is there: each revision is kept, and is a fact in the evidence.
 */
@Injectable()
export class RenewSeals extends PruningJob {
  protected readonly what = 'Seals that end soon were not renewed';
  protected readonly batch = BATCH;
  private readonly log = new Logger('sealing');

  constructor(
    unitOfWork: UnitOfWork,
    private readonly own: Settings,
    private readonly renewals: SealRenewals,
    private readonly sealing: SealedDocuments,
    private readonly documents: DocumentStore,
    private readonly evidence: EvidenceService,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {
    super(unitOfWork, own);
  }

  protected async round(): Promise<number> {
    const token = randomUUID();
    const claimed = await this.renewals.claim(token, this.clock.now(), BATCH);
    for (const each of claimed) await this.tried(each, token);
    return claimed.length;
  }

  private async tried(claimed: ClaimedRenewal, token: string): Promise<void> {
    try {
      await this.renew(claimed, token);
    } catch (error) {
      const why = (error as Error).message;
      this.log.warn(`The seal of ${claimed.credentialId} was not renewed: ${why}`);
      await this.renewals.failed(claimed, token, why, this.clock.now());
    }
  }

  private async renew(claimed: ClaimedRenewal, token: string): Promise<void> {
    const { latest, bytes } = await this.unitOfWork.read(claimed.org, async (tx) => {
      const found = await this.renewals.latest(tx, claimed);
      return { latest: found, bytes: await this.documents.find(tx, claimed.org, found.sha256) };
    });
    if (!bytes) throw new Error(`There is no document ${latest.sha256}`);
    const until = provedUntil(bytes);
    const file = until && isDue(until, this.clock.now()) ? await this.renewed(bytes, until) : null;
    await this.unitOfWork.run(claimed.org, async (tx) => {
      if (!(await this.renewals.isHeld(tx, claimed, token))) return;
      if (file) this.keep(tx, claimed, latest, file);
      this.renewals.next(tx, claimed, file ? file.provedUntil : until, this.clock.now());
    });
  }

  private async renewed(bytes: Buffer, until: Date): Promise<SealedFile> {
    const service = timestampService(this.own);
    if (!service) throw new Error('There is no timestamp authority to renew it: set TIMESTAMP_URL');
    const file = await this.sealing.renew(bytes, service);
    if (!file.provedUntil || file.provedUntil <= until)
      throw new Error(
        `The certificate of the timestamp authority still ends at ${until.toISOString()}: it proves no longer`,
      );
    return file;
  }

  private keep(tx: Transaction, claimed: ClaimedRenewal, latest: LatestRevision, file: SealedFile): void {
    const { org, credentialId, part } = claimed;
    const [number, at] = [latest.number + 1, this.clock.now()];
    this.documents.keep(tx, org, [{ ...file, size: file.bytes.length }]);
    this.renewals.add(tx, claimed, number, file.sha256, at);
    const details = { part, number, sha256: file.sha256, before: latest.sha256, first: latest.first };
    const fact = { kind: 'credential.seal_renewed' as const, subjectId: credentialId, occurredAt: at, details };
    this.evidence.append(tx, org, [fact], this.envelopes.sealer());
  }
}

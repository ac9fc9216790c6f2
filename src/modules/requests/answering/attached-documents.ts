import { Injectable, Logger } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import { AskedCredentials, DecisionsService } from '../../credentials';
import { Attachments, DocumentStore } from '../../documents';
import { documentsIn } from '../../resources';
import type { SessionKey } from './answering';
import type { Choice } from './chosen';
import { PageSessions, type Visit } from './page-sessions';

const SHA256 = /^[0-9a-f]{64}$/;

/** The PDFs of answers and questions: shown to whoever attached or was asked them, and kept for good with a decision. */
@Injectable()
export class AttachedDocuments {
  private readonly logger = new Logger('answering');

  constructor(
    private readonly sessions: PageSessions,
    private readonly credentials: AskedCredentials,
    private readonly decisions: DecisionsService,
    private readonly documents: DocumentStore,
    private readonly attachments: Attachments,
  ) {}

  /** A PDF that an item shows this person: asked with it, decided by this person, or attached and not decided yet. */
  shown(key: SessionKey, credentialId: string, sha256: string): Promise<{ name: string; bytes: Buffer } | null> {
    if (!SHA256.test(sha256)) return Promise.resolve(null);
    return this.sessions.within(key, async (tx, { org, entry }) => {
      const [asked, decisions] = await Promise.all([
        this.credentials.ofRequest(tx, org, entry.requestId),
        this.decisions.ofRequest(tx, org, entry.requestId),
      ]);
      const credential = asked.find(({ id }) => id === credentialId);
      if (!credential) return null;
      const made = decisions.find((one) => one.credentialId === credentialId && one.subjectId === entry.subjectId);
      const known = documentsIn(made?.answers ?? credential.data).find((document) => document.sha256 === sha256);
      const bytes = known && (await this.documents.find(tx, org, sha256));
      if (bytes) return { name: known.fileName ?? `${credential.name}.pdf`, bytes };
      const attached = await this.attachments.find(tx, org, { entryId: entry.id, credentialId }, sha256);
      return attached && { name: attached.fileName ?? `${credential.name}.pdf`, bytes: attached.bytes };
    });
  }

  /**
   * Makes documents of what was attached to these choices; what this person attached and did not choose is dropped. False
   * where the bytes of one are no longer what the answer says.
   */
  async become(tx: Transaction, { org, entry }: Visit, choices: Choice[]): Promise<boolean> {
    const hashes = [
      ...new Set(choices.flatMap(({ draft }) => documentsIn(draft.answers ?? [])).map(({ sha256 }) => sha256)),
    ];
    this.attachments.becomeDocuments(tx, org, entry.id, hashes);
    const intact = await this.documents.intact(tx, org, hashes);
    const changed = hashes.filter((sha256) => !intact.has(sha256));
    if (changed.length > 0)
      this.logger.error({ documents: changed }, 'What was attached differs from its digest: refused');
    else this.attachments.forget(tx, org, entry.requestId, entry.subjectId);
    return changed.length === 0;
  }
}

import { Injectable } from '@nestjs/common';
import { AskedCredentials, DecisionsService, documentOf, latestSha256, ReadProofs } from '../../credentials';
import { DocumentStore } from '../../documents';
import type { SessionKey } from './answering';
import { PageSessions } from './page-sessions';

/** What a person may take home: the documents, and what was decided. */
@Injectable()
export class OwnCopy {
  constructor(
    private readonly sessions: PageSessions,
    private readonly credentials: AskedCredentials,
    private readonly decisions: DecisionsService,
    private readonly documents: DocumentStore,
    private readonly proofs: ReadProofs,
  ) {}

  /** The PDF of an item as it is now, sealed once everybody has accepted; null when the item is no document of this request. */
  document(key: SessionKey, credentialId: string): Promise<{ name: string; bytes: Buffer } | null> {
    return this.sessions.within(key, async (tx, { org, entry }) => {
      const asked = await this.credentials.ofRequest(tx, org, entry.requestId);
      const credential = asked.find(({ id }) => id === credentialId);
      const document = credential && documentOf(credential);
      if (!document) return null;
      const sealed = (await this.proofs.of(tx, org, [credentialId])).get(credentialId)?.sealedDocument;
      const bytes = await this.documents.find(tx, org, sealed ? latestSha256(sealed) : document.sha256);
      return bytes ? { name: `${credential.name}.pdf`, bytes } : null;
    });
  }

  /** What this person decided, in full, with the digests that say of what. */
  record(key: SessionKey): Promise<object | null> {
    return this.sessions.within(key, async (tx, { org, entry, at }) => {
      const [asked, decisions] = await Promise.all([
        this.credentials.ofRequest(tx, org, entry.requestId),
        this.decisions.ofRequest(tx, org, entry.requestId),
      ]);
      const own = decisions.filter(({ subjectId }) => subjectId === entry.subjectId);
      return {
        request: { id: entry.requestId, name: entry.requestName, language: entry.language },
        person: { did: entry.did, contact: entry.contact },
        copiedAt: at,
        decisions: own.map(({ credentialId, action, reason, answers, digest, decidedAt, withdrawnAt }) => {
          const { type, name, description, scope, validFrom, validUntil, data } = asked.find(
            ({ id }) => id === credentialId,
          )!;
          const asShown = { type, name, description, scope, validFrom, validUntil, data };
          const decided = { action, reason, answers, decidedAt, withdrawnAt, digest: digest.toString('hex') };
          return { credentialId, ...asShown, decision: decided };
        }),
      };
    });
  }
}

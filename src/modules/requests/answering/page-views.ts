import { Injectable, Logger } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import type { Transaction } from '../../../platform/database';
import { AskedCredentials, documentOf, ReadProofs } from '../../credentials';
import { PagePictures, type DocumentKey, type ShownText } from '../../documents';
import type { NotShown, SessionKey } from './answering';
import { PageSessions, type Visit } from './page-sessions';

/** So long somebody waits for a page only to be told what of the document is not in its pictures. */
const PATIENCE_MILLISECONDS = 1500;
/** And so long when it is decided. */
const LAST_PATIENCE_MILLISECONDS = 15_000;

/** The pages of documents as pictures and as text, for whoever is in. */
@Injectable()
export class PageViews {
  private readonly logger = new Logger('answering');

  constructor(
    private readonly sessions: PageSessions,
    private readonly credentials: AskedCredentials,
    private readonly proofs: ReadProofs,
    private readonly pictures: PagePictures,
  ) {}

  /** A page of the document of an item, as a picture; null when this person sees no such document. */
  async picture(key: SessionKey, item: number, pageIndex: number, width: number): Promise<Buffer | null> {
    const document = await this.documentAt(key, item);
    return document && this.pictures.picture(document, pageIndex, width);
  }

  /** What is written on it. */
  async text(key: SessionKey, item: number, pageIndex: number): Promise<ShownText | null> {
    const document = await this.documentAt(key, item);
    return document && this.pictures.text(document, pageIndex);
  }

  /** What the pictures of each document lack, by credential; nothing is said of one that is not known after a moment. */
  notShown(key: SessionKey): Promise<Map<string, NotShown[]>> {
    return this.lackingWithin(key, PATIENCE_MILLISECONDS, []);
  }

  /** The same for evidence, which says as well that it is not known. */
  notShownAtLast(key: SessionKey): Promise<Map<string, NotShown[]>> {
    return this.lackingWithin(key, LAST_PATIENCE_MILLISECONDS, [{ page: null, missing: [{ what: 'UNKNOWN' }] }]);
  }

  private async lackingWithin(key: SessionKey, milliseconds: number, late: NotShown[]) {
    const asked = await this.sessions.within(key, (tx, { org, entry }) => this.documentsOf(tx, org, entry.requestId));
    const patience = new AbortController();
    const over = setTimeout(milliseconds, late, {
      signal: patience.signal,
      ref: false,
    }).catch(() => late);
    const looks = (asked ?? []).map(async ({ id, document }): Promise<[string, NotShown[]]> => {
      return [id, await Promise.race([this.lacking(document), over])];
    });
    const known = await Promise.all(looks);
    patience.abort();
    return new Map(known);
  }

  private async lacking(document: DocumentKey): Promise<NotShown[]> {
    try {
      const missing = await this.pictures.missing(document);
      return missing.flatMap((lacks, index) => (lacks.length > 0 ? [{ page: index + 1, missing: lacks }] : []));
    } catch (error) {
      this.logger.warn({ err: error, document: document.sha256 }, 'Nobody knows what the pictures of a document lack');
      return [{ page: null, missing: [{ what: 'PAGE' }] }];
    }
  }

  private async documentsOf(tx: Transaction, org: Visit['org'], requestId: string) {
    const asked = await this.credentials.ofRequest(tx, org, requestId);
    return asked.flatMap((credential) => {
      const document = documentOf(credential);
      return document ? [{ id: credential.id, document: { org, sha256: document.sha256 } }] : [];
    });
  }

  /** As it is now: sealed, once everybody has accepted. */
  private documentAt(key: SessionKey, item: number): Promise<DocumentKey | null> {
    return this.sessions.within(key, async (tx, { org, entry }) => {
      const credential = (await this.credentials.ofRequest(tx, org, entry.requestId)).at(item);
      const document = credential && documentOf(credential);
      if (!document) return null;
      const sealed = (await this.proofs.of(tx, org, [credential.id])).get(credential.id)?.sealedDocument;
      return { org, sha256: sealed?.sha256 ?? document.sha256 };
    });
  }
}

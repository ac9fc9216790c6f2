import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { Envelopes } from '../../../platform/secrets';
import type { Draft, Unfinished } from './answering';
import type { Visit } from './page-sessions';

/** What was kept for one credential. */
export interface KeptDraft extends Draft, Unfinished {
  credentialId: string;
  /** False: it breaks a rule or waits for more, and counts as no choice. */
  complete: boolean;
  /** What the page of the item showed when this was chosen, and when that was; null for what an earlier version kept. */
  shown: string | null;
  chosenAt: string | null;
}

/** What one entry has of a request's items besides decisions. */
export interface KeptItems {
  viewed: Set<string>;
  drafts: Map<string, KeptDraft>;
}

const READ = statement(
  'drafts.of-entry',
  `SELECT credential_id AS "credentialId", viewed_at IS NOT NULL AS viewed, content FROM drafts WHERE org_id IS NOT DISTINCT FROM $1 AND entry_id = $2`,
);
const KEEP = statement(
  'drafts.keep',
  `INSERT INTO drafts (org_id, entry_id, credential_id, content, kept_at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (entry_id, credential_id) DO UPDATE SET content = excluded.content, kept_at = excluded.kept_at`,
);
const VIEWED = statement(
  'drafts.viewed',
  `INSERT INTO drafts (org_id, entry_id, credential_id, viewed_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (entry_id, credential_id) DO UPDATE SET viewed_at = excluded.viewed_at WHERE drafts.viewed_at IS NULL
   RETURNING credential_id`,
);
/** What has become a decision, or never will, need not be kept twice; that it was looked at stays. */
const FORGET = statement(
  'drafts.forget',
  `UPDATE drafts SET content = NULL, kept_at = NULL
   WHERE org_id IS NOT DISTINCT FROM $1 AND content IS NOT NULL
     AND entry_id IN (SELECT id FROM request_subjects WHERE org_id IS NOT DISTINCT FROM $1 AND request_id = $2 AND subject_id = $3)`,
);

const place = (entryId: string, credentialId: string) =>
  ({ purpose: 'draft', row: `${entryId}/${credentialId}` }) as const;

/** Choices that can still be changed, and what was looked at. Sealed: they hold what people type before they mean it. */
@Injectable()
export class Drafts {
  constructor(private readonly envelopes: Envelopes) {}

  async ofEntry(tx: Transaction, org: OrganizationId, entryId: string): Promise<KeptItems> {
    const rows = await tx.query<{ credentialId: string; viewed: boolean; content: Buffer | null }>(READ, [
      org,
      entryId,
    ]);
    const drafts = rows.flatMap(({ credentialId, content }) =>
      content ? [this.opened(entryId, credentialId, content)] : [],
    );
    return {
      viewed: new Set(rows.filter(({ viewed }) => viewed).map(({ credentialId }) => credentialId)),
      drafts: new Map(drafts.map((draft) => [draft.credentialId, draft])),
    };
  }

  keep(tx: Transaction, { org, entry, at, sealer }: Visit, draft: KeptDraft): void {
    const marks = draft.marks.map((mark) => ({ ...mark, image: mark.image?.toString('base64') ?? null }));
    const content = sealer.seal(place(entry.id, draft.credentialId), JSON.stringify({ ...draft, marks }));
    tx.send(KEEP, [org, entry.id, draft.credentialId, content, at]);
  }

  /** True the first time. */
  async view(tx: Transaction, { org, entry, at }: Visit, credentialId: string): Promise<boolean> {
    return (await tx.query(VIEWED, [org, entry.id, credentialId, at])).length > 0;
  }

  /** Through all contacts of the person. */
  forget(tx: Transaction, { org, entry }: Visit): void {
    tx.send(FORGET, [org, entry.requestId, entry.subjectId]);
  }

  private opened(entryId: string, credentialId: string, content: Buffer): KeptDraft {
    const text = this.envelopes.open(place(entryId, credentialId), content).toString('utf8');
    const kept = JSON.parse(text) as Omit<KeptDraft, 'marks' | 'errors' | 'wrongPlaces' | 'shown' | 'chosenAt'> & {
      marks: (KeptDraft['marks'][number] & object)[];
    };
    const marks = kept.marks.map((mark) => ({
      ...mark,
      image: mark.image === null ? null : Buffer.from(mark.image as unknown as string, 'base64'),
    }));
    return { errors: [], wrongPlaces: [], shown: null, chosenAt: null, ...kept, marks };
  }
}

import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import { AskedCredentials, type AskedCredential } from '../../credentials';
import type { ReadFiles } from './added-files';
import type { Mark, NewDraft, Unfinished } from './answering';
import { AttachFiles } from './attach-files';
import { checkedMarks } from './checked-marks';
import type { Visit } from './page-sessions';

/** What was typed, attached and signed, with everything that keeps it from being an acceptance. */
export type DraftContent = Omit<Unfinished, 'reason'>;

/** What was refused is kept to be mended, and no longer than anything that could stand. */
const LONGEST_REFUSED = 1000;

const NOTHING: DraftContent = { answers: null, marks: [], errors: [], wrongPlaces: [] };

/** Reads what a form brought, each kind of item in its own way. */
@Injectable()
export class ReadDraftContent {
  constructor(
    private readonly credentials: AskedCredentials,
    private readonly attach: AttachFiles,
  ) {}

  /** The files that came along, read: outside of any transaction, because it may take seconds. */
  files(token: string, { files }: NewDraft): Promise<ReadFiles> {
    return this.attach.read(token, files);
  }

  async execute(
    tx: Transaction,
    visit: Visit,
    credential: AskedCredential,
    { action, answers: given, marks, unfinished = false, pageLanguage }: NewDraft,
    files: ReadFiles,
  ): Promise<DraftContent> {
    if (credential.type === 'FORM') {
      const wanted =
        given || action === 'ACCEPT'
          ? { given: given ?? new Map<string, string[]>(), files, unfinished, language: pageLanguage }
          : null;
      return { ...NOTHING, ...(await this.attach.execute(tx, visit, credential, wanted)) };
    }
    if (credential.type !== 'DOCUMENT' || !(marks || action === 'ACCEPT')) return NOTHING;
    const { org, entry } = visit;
    const places = await this.credentials.placesOf(tx, org, entry.requestId, entry.subjectId);
    const own = places.filter(({ credentialId }) => credentialId === credential.id);
    const { marks: fitting, errors: wrongPlaces } = await checkedMarks(own, marks ?? [], pageLanguage);
    const wrong = new Set(wrongPlaces.map(({ placeId }) => placeId));
    const known = new Set(own.map(({ id }) => id).filter((id) => wrong.has(id)));
    return {
      ...NOTHING,
      marks: [...fitting, ...(marks ?? []).flatMap((mark) => asTyped(mark, known))],
      wrongPlaces,
    };
  }
}

/** What cannot be used is kept in words, so that it can be mended where it was typed. */
const asTyped = ({ meant: _meant, ...mark }: Mark, places: ReadonlySet<string>): Mark[] =>
  mark.text && places.has(mark.placeId) ? [{ ...mark, text: mark.text.slice(0, LONGEST_REFUSED), image: null }] : [];

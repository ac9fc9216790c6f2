import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import type { AskedCredential } from '../../credentials';
import {
  Attachments,
  DocumentsService,
  TooManyPdfsWaiting,
  UnreadablePdf,
  type NewAttachment,
  type UnreadablePdfReason,
} from '../../documents';
import { documentsIn, type DocumentReference, type StoredField } from '../../resources';
import type { AnswerError, FileRule, GivenAnswers, GivenFile } from './answering';
import { answersFrom } from './answers-from';
import { fileNameOf } from './file-name';
import { FindEntry } from './find-entry';
import type { Visit } from './page-sessions';

/** All the files of one form together: what one call of the API may carry as well. */
const MOST_ATTACHED_BYTES = 32 * 1024 * 1024;

/** What a person would have to do about it, of every way in which a PDF can be refused. */
const RULES: Record<UnreadablePdfReason, FileRule> = {
  too_large: 'too_large',
  not_a_pdf: 'not_a_pdf',
  not_base64: 'not_a_pdf',
  encrypted: 'protected',
  changes_forbidden: 'protected',
  too_many_pages: 'too_many_pages',
  javascript: 'active',
  launch_action: 'active',
  embedded_files: 'active',
  xfa_form: 'active',
  corrupt: 'damaged',
  no_pages: 'damaged',
  bad_page_box: 'damaged',
  too_slow: 'damaged',
  too_much_memory: 'damaged',
};

/** New files by the paths of their questions: read, or why not. */
export type ReadFiles = ReadonlyMap<string, NewAttachment | { refused: FileRule }>;

interface Attached {
  /** Null where the form is not being answered. */
  answers: StoredField[] | null;
  errors: AnswerError[];
  /** The files that stand, by path. */
  attached: ReadonlyMap<string, DocumentReference>;
}

/** Files as answers to questions of a form: read like every PDF here, and attached to the item until it is decided. */
@Injectable()
export class AttachFiles {
  constructor(
    private readonly entries: FindEntry,
    private readonly documents: DocumentsService,
    private readonly attachments: Attachments,
  ) {}

  async read(token: string, files: ReadonlyMap<string, GivenFile> = new Map()): Promise<ReadFiles> {
    const link = files.size > 0 && (await this.entries.link(token));
    if (!link) return new Map();
    const read = [...files].map(async ([path, file]) => [path, await this.readOne(link.org, file)] as const);
    return new Map(await Promise.all(read));
  }

  /** The answers with their files. What no answer names any more is dropped; null drops everything. */
  async execute(
    tx: Transaction,
    { org, entry }: Visit,
    { id: credentialId, data }: AskedCredential,
    wanted: { given: GivenAnswers; files: ReadFiles } | null,
  ): Promise<Attached> {
    const item = { entryId: entry.id, credentialId };
    const before = wanted ? await this.attachments.of(tx, org, item) : [];
    const { texts, documents, refused } = added(wanted?.given ?? new Map(), before.map(referenceTo), wanted?.files);
    const { answers, errors } = answersFrom(data, texts, { documents, refused });
    const named = new Set(wanted ? documentsIn(answers).map(({ sha256 }) => sha256) : []);
    for (const file of wanted?.files.values() ?? [])
      if (!('refused' in file) && named.has(file.sha256)) this.attachments.keep(tx, org, item, file, entry.expiresAt);
    this.attachments.keepOnly(tx, org, item, [...named]);
    if (!wanted) return { answers: null, errors: [], attached: new Map() };
    const standing = [...texts].flatMap(([path, [text]]) => {
      const document = documents.get(text);
      return document ? [[path, document] as const] : [];
    });
    return { answers, errors, attached: new Map(standing) };
  }

  private async readOne(org: OrganizationId, file: GivenFile): Promise<NewAttachment | { refused: FileRule }> {
    if ('refused' in file) return file;
    try {
      const reading = await this.documents.read(file.bytes, org);
      return { ...reading, bytes: file.bytes, fileName: fileNameOf(file.fileName) };
    } catch (error) {
      if (error instanceof UnreadablePdf) return { refused: RULES[error.reason] };
      if (error instanceof TooManyPdfsWaiting) return { refused: 'busy' };
      throw error;
    }
  }
}

const referenceTo = (file: {
  sha256: string;
  size: number;
  pages: number | unknown[];
  fileName: string | null;
}): DocumentReference => ({
  sha256: file.sha256,
  size: file.size,
  pages: typeof file.pages === 'number' ? file.pages : file.pages.length,
  ...(file.fileName !== null && { fileName: file.fileName }),
});

/** New files take the places they were given for, as long as all of them together are not too large. */
function added(given: GivenAnswers, before: DocumentReference[], files: ReadFiles = new Map()) {
  const texts = new Map(given);
  const documents = new Map(before.map((document) => [document.sha256, document]));
  const refused = new Map<string, FileRule>();
  const total = () =>
    [...new Set([...texts.values()].flat())].reduce((sum, text) => sum + (documents.get(text)?.size ?? 0), 0);
  for (const [path, file] of files) {
    if ('refused' in file) {
      refused.set(path, file.refused);
      continue;
    }
    const earlier = texts.get(path) ?? [];
    documents.set(file.sha256, referenceTo(file));
    texts.set(path, [file.sha256]);
    if (total() <= MOST_ATTACHED_BYTES) continue;
    texts.set(path, earlier);
    refused.set(path, 'too_much');
  }
  return { texts, documents, refused };
}

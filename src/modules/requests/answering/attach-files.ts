import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import type { AskedCredential } from '../../credentials';
import { Attachments, DocumentsService, type NewAttachment } from '../../documents';
import { documentsIn, type StoredField } from '../../resources';
import { added, type ReadFiles } from './added-files';
import type { AnswerError, FileRule, GivenAnswers, GivenFile } from './answering';
import { answersFrom } from './answers-from';
import { fileNameOf } from './file-name';
import { ruleBehind, ruleBehindChanges } from './file-rules';
import { FindEntry } from './find-entry';
import type { Visit } from './page-sessions';

interface Attached {
  /** Null where the form is not being answered. */
  answers: StoredField[] | null;
  errors: AnswerError[];
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
    wanted: { given: GivenAnswers; files: ReadFiles; unfinished: boolean; language: string } | null,
  ): Promise<Attached> {
    const item = { entryId: entry.id, credentialId };
    const before = wanted ? await this.attachments.of(tx, org, item) : [];
    const { texts, documents, refused } = added(wanted?.given ?? new Map(), before, wanted?.files ?? new Map());
    const { answers, errors } = answersFrom(data, texts, {
      language: wanted?.language ?? '',
      attached: { documents, refused },
      blankRows: wanted?.unfinished ? 'kept' : 'dropped',
    });
    const named = new Set(wanted ? documentsIn(answers).map(({ sha256 }) => sha256) : []);
    for (const file of wanted?.files.values() ?? [])
      if (!('refused' in file) && named.has(file.sha256)) this.attachments.keep(tx, org, item, file, entry.expiresAt);
    this.attachments.keepOnly(tx, org, item, [...named]);
    return wanted ? { answers, errors } : { answers: null, errors: [] };
  }

  private async readOne(org: OrganizationId, file: GivenFile): Promise<NewAttachment | { refused: FileRule }> {
    if ('refused' in file) return file;
    try {
      const document = await this.documents.read(file.bytes, org);
      // What a person gives is kept as it is: only the organization's own documents are made usable.
      if (document.original) return { refused: ruleBehindChanges(document.changes) };
      return { ...document, fileName: fileNameOf(file.fileName) };
    } catch (error) {
      return { refused: ruleBehind(error) };
    }
  }
}

import type { Attachment, NewAttachment } from '../../documents';
import type { DocumentReference } from '../../resources';
import type { FileRule, GivenAnswers } from './answering';
import type { AttachedFiles } from './answers-from';

/** All the files of one form together: what one call of the API may carry as well. */
const MOST_ATTACHED_BYTES = 32 * 1024 * 1024;

/** New files by the paths of their questions: read, or why not. */
export type ReadFiles = ReadonlyMap<string, NewAttachment | { refused: FileRule }>;

/** What an answer says of a file. */
const referenceTo = ({ sha256, size, pages, fileName }: Attachment | NewAttachment): DocumentReference => ({
  sha256,
  size,
  pages: typeof pages === 'number' ? pages : pages.length,
  ...(fileName !== null && { fileName }),
});

/** New files take the places they were given for, as long as all of them together are not too large. */
export function added(
  given: GivenAnswers,
  before: Attachment[],
  files: ReadFiles,
): AttachedFiles & { texts: GivenAnswers } {
  const texts = new Map(given);
  const documents = new Map(before.map((file) => [file.sha256, referenceTo(file)]));
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

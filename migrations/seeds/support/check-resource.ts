import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodePdfValue,
  UnreadablePdf,
  type EmbeddedFile,
  type PageBox,
  type PdfReader,
} from '../../../src/modules/documents';
import {
  brokenContentRules,
  pdfFields,
  storedFields,
  theDocumentIn,
  type DataField,
  type DocumentReference,
  type StoredField,
} from '../../../src/modules/resources';
import type { ResourceDeclaration } from './declarations';
import { brokenRules, ResourceShape } from './declared-shapes';

/** A document as its row needs it. */
export interface CheckedDocument {
  sha256: string;
  size: number;
  pages: PageBox[];
  content: Buffer;
  embeddedFiles: EmbeddedFile[];
}

/** A resource that breaks no rule, in the form in which it is stored. */
export interface CheckedResource {
  declaration: ResourceDeclaration;
  data: StoredField[];
  documents: CheckedDocument[];
  /** The document it is about; null unless it is a DOCUMENT. */
  documentSha256: string | null;
}

/** Reads the files of a resource and holds it against the rules that the API has. Answers it, or what is wrong. */
export async function checkResource(
  declaration: ResourceDeclaration,
  folder: string,
  documents: PdfReader,
): Promise<CheckedResource | string[]> {
  const fields = await contentOf(declaration, folder);
  if (typeof fields === 'string') return [fields];
  const broken = brokenRules(ResourceShape, { ...declaration.options, data: fields });
  if (broken.length === 0)
    broken.push(
      ...brokenContentRules(declaration.type, fields, 'data', declaration.options.scope ?? null).map(
        (rule) => rule.message,
      ),
    );
  if (broken.length > 0) return broken;

  const found = new Map<DataField, CheckedDocument>();
  for (const { field, path } of pdfFields(fields, 'data')) {
    const read = await readDocument(field, documents);
    if (typeof read === 'string') broken.push(`${fileOf(declaration) ?? path}: ${read}`);
    else found.set(field, read);
  }
  return broken.length > 0 ? broken : checked(declaration, fields, found);
}

const fileOf = ({ content }: ResourceDeclaration): string | undefined => ('file' in content ? content.file : undefined);

/** The fields, or why the file of a document cannot be had. */
async function contentOf({ content }: ResourceDeclaration, folder: string): Promise<DataField[] | string> {
  if (!('file' in content)) return content;
  try {
    const bytes = await readFile(join(folder, content.file));
    return [{ label: 'pdf', type: 'pdf', value: bytes.toString('base64') }];
  } catch (error) {
    return `${content.file} cannot be read: ${(error as Error).message}`;
  }
}

/** The document in a field, or why it is refused: a seed brings documents that can be used as they are. */
async function readDocument(field: DataField, documents: PdfReader): Promise<CheckedDocument | string> {
  try {
    const content = decodePdfValue(field.value as string);
    const { changes, ...read } = await documents.read(content);
    if (changes.length === 0) return { ...read, content };
    return `The PDF would have to be changed before it can be used: ${changes.map(({ what }) => what).join(', ')}.`;
  } catch (error) {
    if (error instanceof UnreadablePdf) return error.message;
    throw error;
  }
}

function checked(
  declaration: ResourceDeclaration,
  fields: DataField[],
  documents: Map<DataField, CheckedDocument>,
): CheckedResource {
  const data = storedFields(fields, (field) => {
    const { sha256, size, pages, embeddedFiles } = documents.get(field)!;
    return { sha256, size, pages: pages.length, ...(embeddedFiles.length > 0 && { embeddedFiles }) };
  });
  const main = declaration.type === 'DOCUMENT' ? theDocumentIn(data) : undefined;
  return {
    declaration,
    data,
    documents: [...documents.values()],
    documentSha256: main ? (main.value as DocumentReference).sha256 : null,
  };
}

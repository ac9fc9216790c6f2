import type { JsonObject } from '../../../keys/offline';
import { hash } from '../cms/signed-data';
import { Flaw } from '../findings';
import { isObject } from '../read-json';
import type { BundleFiles } from './bundle-files';

/** The two documents are the ones that the credential has the digests of, and are there exactly if it has. Throws a Flaw. */
export function requireDocuments({ credential, document, original }: BundleFiles): string {
  const subjects = [credential.credentialSubject].flat<unknown[]>().filter(isObject);
  const sealed = subjects.flatMap(({ sealedDocument }) => (isObject(sealedDocument) ? [sealedDocument] : []));
  const uploaded = subjects.flatMap(({ data }) => uploadedIn(data));
  requireEach('document.pdf', document, sealed, 'credentialSubject.sealedDocument');
  requireEach('original.pdf', original, uploaded, 'credentialSubject.data');
  const there = [document && 'document.pdf', original && 'original.pdf'].filter(Boolean);
  return there.length > 0 ? `${there.join(' and ')}: the ones that it has the digests of` : 'It speaks of no document';
}

function uploadedIn(fields: unknown): JsonObject[] {
  const list = Array.isArray(fields) ? (fields as unknown[]).filter(isObject) : [];
  return list.flatMap((field) => [
    ...(field.type === 'pdf' && field.sha256 !== undefined ? [field] : []),
    ...uploadedIn(field.fields),
  ]);
}

function requireEach(name: string, bytes: Buffer | null, described: JsonObject[], field: string): void {
  const where = `credential.json ${field}`;
  if (!bytes && described.length > 0) throw new Flaw(`It speaks of a document, but ${name} is not there`, where);
  if (bytes && described.length === 0) throw new Flaw(`It speaks of no document, but there is one`, name);
  for (const { sha256, size } of described)
    if (sha256 !== hash('sha256', bytes!).toString('hex') || size !== bytes!.length)
      throw new Flaw(`${name} is not the document that it has the digest of`, `${where}.sha256`);
}

import { isObject, type JsonObject } from '../../../keys/offline';
import { hash } from '../cms/signed-data';
import { Flaw } from '../findings';
import { isRenewed, reasonOfSeal } from '../pdf/seal-level';
import type { BundleFiles } from './bundle-files';

const SEALED = 'credentialSubject.sealedDocument';
const EVIDENCE = 'credentialSubject.evidenceDocument';
const SHOWN = 'credentialSubject.data';

/** The PDFs are the ones that the credential has the digests of, and are there exactly if it has. Throws a Flaw. */
export function requireDocuments({ credential, document, evidence, original, attachments }: BundleFiles): string {
  const subjects = [credential.credentialSubject].flat<unknown[]>().filter(isObject);
  const sealed = subjects.flatMap(({ sealedDocument }) => (isObject(sealedDocument) ? [sealedDocument] : []));
  const told = subjects.flatMap(({ evidenceDocument }) => (isObject(evidenceDocument) ? [evidenceDocument] : []));
  const shown = subjects.flatMap(({ data }) => pdfsIn(data));
  const others = new Map([...(original ? [['original.pdf', original] as const] : []), ...attachments]);
  requireNames(attachments);
  const renewed = [
    requireSealed('document.pdf', document, sealed, SEALED),
    requireSealed('evidence.pdf', evidence, told, EVIDENCE),
  ].filter((each) => each !== null);
  if (evidence) requireNamed(evidence, sealed);
  requireSame(others, shown, SHOWN, 'original.pdf or the attachment');
  const there = [...(document ? ['document.pdf'] : []), ...(evidence ? ['evidence.pdf'] : []), ...others.keys()];
  const said =
    there.length > 0 ? `${there.join(' and ')}: the ones that it has the digests of` : 'It speaks of no document';
  return [said, ...renewed].join('; ');
}

/**
 * A sealed file, as it was sealed or with later timestamps behind it: then its beginning is the one that was described, and
 * nothing else was added. Answers what is to be told of that; null where it is as it was.
 */
function requireSealed(name: string, file: Buffer | null, described: JsonObject[], field: string): string | null {
  const size = described.find((each) => typeof each.size === 'number' && file && each.size < file.length)?.size;
  if (!file || typeof size !== 'number' || !isRenewed(file, size)) {
    requireSame(new Map(file ? [[name, file]] : []), described, field, name);
    return null;
  }
  requireSame(new Map([[name, file.subarray(0, size)]]), described, field, name);
  return `${name} has ${file.length - size} bytes more than when it was sealed, which hold later timestamps and what proves them`;
}

/** The fields of type pdf that have a value, inside others and in the rows of a list as well. */
function pdfsIn(fields: unknown): JsonObject[] {
  const list = Array.isArray(fields) ? (fields as unknown[]) : [];
  return list.flatMap((field) => {
    if (Array.isArray(field)) return pdfsIn(field); // a row
    if (!isObject(field)) return [];
    const own = field.type === 'pdf' && field.sha256 !== undefined ? [field] : [];
    return [...own, ...pdfsIn(field.fields), ...(field.type === 'array' ? pdfsIn(field.value) : [])];
  });
}

/** The last seal of the evidence names the document that it belongs to, as it was when it was sealed. */
function requireNamed(evidence: Buffer, sealed: JsonObject[]): void {
  const named = reasonOfSeal(evidence);
  if (!named || !sealed.some(({ sha256 }) => typeof sha256 === 'string' && named.includes(sha256)))
    throw new Flaw('Its seal does not name the document beside it', 'evidence.pdf');
}

/** Attached files are named after their digests. */
function requireNames(attachments: Map<string, Buffer>): void {
  for (const [name, bytes] of attachments)
    if (name !== `attachments/${hash('sha256', bytes).toString('hex')}.pdf`)
      throw new Flaw('It is not the file that it has the digest of in its name', name);
}

/** Each file is described, and each description is that of a file. */
function requireSame(files: Map<string, Buffer>, described: JsonObject[], field: string, expected: string): void {
  const where = `credential.json ${field}`;
  const byDigest = new Map([...files].map(([name, bytes]) => [hash('sha256', bytes).toString('hex'), { name, bytes }]));
  for (const [digest, { name }] of byDigest) {
    if (described.length === 0) throw new Flaw('It speaks of no document, but there is one', name);
    if (!described.some(({ sha256 }) => sha256 === digest))
      throw new Flaw(`${name} is not the document that it has the digest of`, `${where}.sha256`);
  }
  for (const { sha256, size } of described) {
    const file = byDigest.get(String(sha256));
    if (!file) throw new Flaw(`It speaks of a document, but ${expected} is not there`, where);
    if (size !== file.bytes.length) throw new Flaw(`${file.name} has another size`, `${where}.size`);
  }
}

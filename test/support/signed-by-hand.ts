/** Signatures written by hand, with openssl's CMS: kinds that no library makes, certifications and locks. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { updatedWith } from './signed-pdfs';

export interface Hand {
  /** CN of the signer. */
  name: string;
  /** Certifies the document with this permission (DocMDP). */
  certifies?: 1 | 2 | 3 | 'default';
  /** Locks fields (FieldMDP), as PDF syntax: `/Action /All`. */
  locks?: string;
  /** Where it is seen on the first page; nowhere without it. */
  rectangle?: [number, number, number, number];
  /** `sha1` and `sha256`; the second with signing-certificate-v2 when `isPades`. */
  digest?: 'sha1' | 'sha256';
  isPades?: boolean;
  /** More objects of the same update, by number. */
  more?: Record<number, string>;
}

const ROOM = 6000;
const keys = new Map<string, { folder: string }>();
let nextObject = 3000;

function keyOf(name: string): string {
  const known = keys.get(name);
  if (known) return known.folder;
  const folder = mkdtempSync(join(tmpdir(), 'placet-hand-'));
  const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'certificate.pem'];
  execFileSync('openssl', [...words, '-days', '3650', '-subj', `/CN=${name}`], { cwd: folder, stdio: 'ignore' });
  keys.set(name, { folder });
  return folder;
}

/** The plain document (no object streams) with one more signature in a field of its own, as an incremental update. */
export function signedByHand(bytes: Buffer, hand: Hand): Buffer {
  const [signature, field, look] = [nextObject++, nextObject++, nextObject++];
  const file = bytes.toString('latin1');
  const { rectangle, certifies, locks, more = {} } = hand;
  const references = [
    ...(certifies ? [`/TransformMethod /DocMDP /TransformParams << /V /1.2 ${permission(certifies)} >>`] : []),
    ...(locks ? [`/TransformMethod /FieldMDP /TransformParams << /V /1.2 ${locks} >>`] : []),
  ].map((each) => `<< /Type /SigRef ${each} >>`);
  const range = '/ByteRange [0 1111111111 2222222222 3333333333]';
  const kind = hand.isPades ? '/ETSI.CAdES.detached' : '/adbe.pkcs7.detached';
  const reference = references.length > 0 ? `/Reference [${references.join(' ')}]` : '';
  const seen = rectangle ? `/AP << /N ${look} 0 R >>` : '';
  const objects = {
    [signature]: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter ${kind} ${range} /Contents <${'0'.repeat(ROOM)}> ${reference} >>`,
    [field]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${hand.name}${field}) /F 4 /Rect [${(rectangle ?? [0, 0, 0, 0]).join(' ')}] /V ${signature} 0 R ${seen} >>`,
    ...(rectangle && { [look]: lookOf(rectangle) }),
    ...withEntry(file, rootOf(file), (catalog) =>
      withPermission(withField(catalog, field), certifies ? signature : undefined),
    ),
    ...(rectangle && withEntry(file, pageOf(file), (page) => withItem(page, 'Annots', field))),
    ...more,
  };
  return filled(updatedWith(bytes, objects), hand);
}

/** The latest text of an object changed. */
export function withEntry(file: string, number: number, change: (body: string) => string): Record<number, string> {
  const bodies = [...file.matchAll(new RegExp(`(?:^|\\n)${number} 0 obj\\n([^]*?)\\nendobj`, 'g'))];
  return { [number]: change(bodies.at(-1)![1]) };
}

export const pageOf = (file: string): number => Number(/\n(\d+) 0 obj\n<< \/Type \/Page /.exec(file)![1]);
const rootOf = (file: string): number => Number([...file.matchAll(/\/Root (\d+) 0 R/g)].at(-1)![1]);
const permission = (level: Hand['certifies']): string => (level === 'default' ? '' : `/P ${level}`);

const withField = (catalog: string, field: number): string =>
  catalog.includes('/AcroForm')
    ? catalog
        .replace(/\/Fields \[/, `/Fields [${field} 0 R `)
        .replace(/\/Fields \[(\d+ 0 R) (.*?) ?\]/, '/Fields [$2 $1]')
    : catalog.replace(/>>$/, `/AcroForm << /SigFlags 3 /Fields [${field} 0 R] >> >>`);

const withPermission = (catalog: string, signature?: number): string =>
  signature ? catalog.replace(/>>$/, `/Perms << /DocMDP ${signature} 0 R >> >>`) : catalog;

export const withItem = (page: string, key: string, item: number): string =>
  page.includes(`/${key} [`)
    ? page.replace(new RegExp(`/${key} \\[(.*?)\\]`), `/${key} [$1 ${item} 0 R]`)
    : page.replace(/>>$/, `/${key} [${item} 0 R] >>`);

function lookOf([left, bottom, right, top]: [number, number, number, number]): string {
  const content = '0.8 g 0 0 500 500 re f';
  return `<< /Type /XObject /Subtype /Form /BBox [0 0 ${right - left} ${top - bottom}] /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function filled(bytes: Buffer, { name, digest = 'sha256', isPades = false }: Hand): Buffer {
  let file = bytes.toString('latin1');
  const gap = file.lastIndexOf(`/Contents <${'0'.repeat(ROOM)}>`) + '/Contents '.length;
  const behind = gap + ROOM + 2;
  const numbers = [gap, behind, file.length - behind].map((each) => String(each).padStart(10, '0'));
  ['1111111111', '2222222222', '3333333333'].forEach((each, index) => (file = file.replace(each, numbers[index])));
  const folder = keyOf(name);
  writeFileSync(join(folder, 'content'), Buffer.from(file.slice(0, gap) + file.slice(behind), 'latin1'));
  const words = ['cms', '-sign', '-binary', '-in', 'content', '-signer', 'certificate.pem', '-inkey', 'key.pem'];
  const kind = ['-md', digest, '-outform', 'DER', '-out', 'cms', '-nosmimecap', ...(isPades ? ['-cades'] : [])];
  execFileSync('openssl', [...words, ...kind], { cwd: folder, stdio: 'ignore' });
  const contents = readFileSync(join(folder, 'cms')).toString('hex').padEnd(ROOM, '0');
  return Buffer.from(`${file.slice(0, gap)}<${contents}>${file.slice(behind)}`, 'latin1');
}

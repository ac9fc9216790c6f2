import { isObject } from '../../../keys/offline';
import { changedPlaceIn } from '../check-log';
import { hash } from '../cms/signed-data';
import { Flaw } from '../findings';
import type { BundleFiles } from './bundle-files';

/** The manifest lists every other file as it is, and is the one of this credential by its issuer. Throws a Flaw. */
export function requireListed({ all, manifest, credential }: BundleFiles): string {
  const listed = Array.isArray(manifest.files) ? (manifest.files as unknown[]) : [];
  const names = listed.map((each, index) => requireFile(each, index, all));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Flaw(`It lists ${twice} twice`, 'files');
  const unlisted = [...all.keys()].find((name) => name !== 'manifest.json' && !names.includes(name));
  if (unlisted) throw new Flaw(`It does not list ${unlisted}`, 'files');
  if (manifest.type !== 'EvidenceBundle') throw new Flaw('It is no manifest of a bundle', 'type');
  if (manifest.issuer !== credential.issuer) throw new Flaw('It is not by the issuer of the credential', 'issuer');
  const id = String(credential.id);
  if (manifest.credential !== id && manifest.credential !== lastOf(id))
    throw new Flaw('It is the manifest of another credential', 'credential');
  return `All ${names.length} files are the ones that it lists`;
}

export const lastOf = (address: string): string => address.slice(address.lastIndexOf('/') + 1);

function requireFile(listed: unknown, index: number, all: Map<string, Buffer>): string {
  const { name, sha256, size } = isObject(listed) ? listed : {};
  const where = `files[${index}]`;
  const bytes = typeof name === 'string' && name !== 'manifest.json' ? all.get(name) : undefined;
  if (!bytes) throw new Flaw(`It lists a file that is not there: ${String(name)}`, where);
  if (size !== bytes.length)
    throw new Flaw(
      `${name as string} has ${bytes.length} bytes, not ${String(size)}${placeOf(name as string, bytes)}`,
      where,
    );
  if (sha256 !== hash('sha256', bytes).toString('hex'))
    throw new Flaw(`${name as string} was changed: its digest is another${placeOf(name as string, bytes)}`, where);
  return name as string;
}

/** Of a log, which entry does not fit. */
function placeOf(name: string, bytes: Buffer): string {
  const place = name === 'log.json' ? changedPlaceIn(bytes) : '';
  return place && `. What does not fit is ${place}`;
}

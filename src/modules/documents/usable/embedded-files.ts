import { PdfDict, PdfName, PdfNumber, PdfStream, PdfString, type PDF } from '@libpdf/core';
import { constants, inflateSync } from 'node:zlib';
import { UnreadablePdf } from '../unreadable-pdf';
import type { EmbeddedFile } from './document-change';
import { PdfWalk } from './pdf-walk';

const FILE_KEYS = ['UF', 'F', 'Unix', 'Mac', 'DOS'];
const MOST_FILES = 100;
const LONGEST_NAME = 200;

/** What runs where it is opened: programs, installers, scripts, shortcuts, and documents that are made of scripts. */
const PROGRAMS = new Set(
  (
    'exe dll com scr pif cpl msi msp msix appx bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta sct jar class apk ipa app dmg pkg ' +
    'deb rpm run sh bash zsh csh command py pyc pyw rb pl php lua elf so dylib bin swf lnk url scf inf reg iso img vhd ' +
    'docm dotm xlsm xltm xlam pptm potm ppam ppsm'
  ).split(' '),
);
/** Windows, Linux and macOS programs, and a script that names its program. */
const MAGIC = [
  /^MZ/,
  /^\x7fELF/,
  /^\xcf\xfa\xed\xfe|^\xce\xfa\xed\xfe|^\xfe\xed\xfa[\xce\xcf]|^\xca\xfe\xba\xbe/,
  /^#!/,
];

/**
 * The files that a document carries, wherever it does: in its list, pinned to a page, associated with a part of it, or as media.
 * Data may stay. Throws UnreadablePdf for a program or a script, which it names.
 */
export function embeddedFiles(pdf: PDF): EmbeddedFile[] {
  const walk = new PdfWalk(pdf);
  const files = new Map<PdfStream, EmbeddedFile>();
  for (const dictionary of walk.everyDictionary()) {
    const streams = walk.dictionary(dictionary, 'EF');
    const stream = FILE_KEYS.map((key) => walk.value(streams, key)).find((value) => value instanceof PdfStream);
    if (!stream || files.has(stream)) continue;
    const name = nameOf(walk, dictionary);
    if (isProgram(name, stream)) throw new UnreadablePdf('embedded_program', undefined, `It is called ${name}.`);
    if (files.size === MOST_FILES) throw new UnreadablePdf('too_many_files');
    files.set(stream, { name, size: sizeOf(walk, stream) });
  }
  return [...files.values()];
}

function nameOf(walk: PdfWalk, specification: PdfDict): string {
  const value = FILE_KEYS.map((key) => walk.value(specification, key)).find((name) => name instanceof PdfString);
  const name = value?.asString().replace(/[\p{Cc}\p{Cf}]/gu, '') ?? '';
  return name.split(/[\\/]/).at(-1)!.slice(-LONGEST_NAME) || '?';
}

function sizeOf(walk: PdfWalk, stream: PdfStream): number | null {
  const size = walk.value(walk.dictionary(stream, 'Params'), 'Size');
  return size instanceof PdfNumber && Number.isSafeInteger(size.value) && size.value >= 0 ? size.value : null;
}

function isProgram(name: string, stream: PdfStream): boolean {
  const ending = /\.([^.]*?)[\s.]*$/.exec(name)?.[1].toLowerCase() ?? '';
  const beginning = Buffer.from(beginningOf(stream)).toString('latin1', 0, 8);
  return PROGRAMS.has(ending) || MAGIC.some((magic) => magic.test(beginning));
}

/** The first bytes of the file. A kilobyte of a deflated stream inflates to a megabyte at most. */
function beginningOf(stream: PdfStream): Uint8Array {
  const filter = stream.get('Filter');
  if (!filter) return stream.data;
  const isDeflated = filter instanceof PdfName && filter.value === 'FlateDecode';
  if (!isDeflated) return new Uint8Array();
  try {
    return inflateSync(stream.data.subarray(0, 1024), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array();
  }
}

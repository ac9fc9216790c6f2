import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { baseStylesheet } from '../../platform/pages';

// Everything a page fetches is a file of ours, at an address that changes with its bytes: a browser keeps it for ever.

const own = (...path: string[]): string => join(__dirname, 'assets', ...path);

/** Files of Fontsource: the hands to sign in, and what text is sealed in. */
const FACES = ['Caveat', 'Dancing Script', 'Great Vibes', 'Homemade Apple', 'DejaVu Sans'];

const FONTS = FACES.flatMap((family) => {
  const name = family.toLowerCase().replace(/ /g, '-');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- JSON beside the fonts, whichever they are
  const ranges = require(`@fontsource/${name}/unicode.json`) as Record<string, string>;
  // A family in one file has no list of what is in which.
  return Object.entries({ ...(family === 'DejaVu Sans' && { latin: '' }), ...ranges }).map(([letters, range]) => ({
    family,
    range,
    name: `${name}-${letters}.woff2`,
    path: require.resolve(`@fontsource/${name}/files/${name}-${letters}-400-normal.woff2`),
  }));
});

/** Each file is fetched when a letter of it is shown. */
const FONT_RULES = FONTS.map(
  ({ family, name, range }) =>
    `@font-face {
  font-family: '${family}';
  src: url('${name}') format('woff2');
  font-display: swap;${range && `\n  unicode-range: ${range};`}
}`,
).join('\n');

const FILES = new Map<string, string>([
  ['page.js', own('islands', 'page.js')],
  ['tell.js', own('islands', 'tell.js')],
  ['document.js', own('islands', 'document.js')],
  ['verify.js', own('islands', 'verify.js')],
  ['check.js', own('islands', 'check.js')],
  ...FONTS.map(({ name, path }): [string, string] => [name, path]),
]);

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
};

export interface AssetFile {
  path: string;
  type: string;
  /** Text, which travels smaller when it is compressed. */
  compressible: boolean;
}

/** The file of a name below a version; undefined where there is none: nothing of a request ever becomes a path. */
export function assetFile(name: string): AssetFile | undefined {
  const path = FILES.get(name);
  if (!path) return undefined;
  const type = TYPES[extname(name)] ?? 'application/octet-stream';
  return { path, type, compressible: type.startsWith('text/') };
}

const OWN_RULES = readFileSync(own('page.css'), 'utf8');
const OUR_COLOUR = 'placet';

/** Changes when any of the files changes. */
export const ASSETS_VERSION = [...FILES.values()]
  .reduce((hash, path) => hash.update(readFileSync(path)), createHash('sha256').update(pageStylesheet(OUR_COLOUR)))
  .digest('hex')
  .slice(0, 12);

export const assetAddress = (name: string): string => `/pages/${ASSETS_VERSION}/${name}`;

/** Where the stylesheet with this accent is. The colour is part of the address because the pages allow no inline style. */
export function stylesheetAddress(colour?: string): string {
  const name = /^#([0-9a-f]{6})$/.exec(colour?.toLowerCase() ?? '')?.[1] ?? OUR_COLOUR;
  return assetAddress(`${name}.css`);
}

/** The stylesheet for the last part of such an address: six hex digits or anything else, which means our colour. */
export function pageStylesheet(name: string): string {
  return `${baseStylesheet(`#${name}`)}\n${FONT_RULES}\n${OWN_RULES}`;
}

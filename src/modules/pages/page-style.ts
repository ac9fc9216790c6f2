import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseStylesheet } from '../../platform/pages';

const OWN_RULES = readFileSync(join(__dirname, 'assets', 'page.css'), 'utf8');
const OUR_COLOUR = 'placet';

/** Changes when the rules change, so that a browser may keep a stylesheet for ever. */
export const STYLE_VERSION = createHash('sha256').update(pageStylesheet(OUR_COLOUR)).digest('hex').slice(0, 12);

/** Where the stylesheet with this accent is. The colour is part of the address because the pages allow no inline style. */
export function stylesheetAddress(colour?: string): string {
  const name = /^#([0-9a-f]{6})$/.exec(colour?.toLowerCase() ?? '')?.[1] ?? OUR_COLOUR;
  return `/pages/${STYLE_VERSION}/${name}.css`;
}

/** The stylesheet for the last part of such an address: six hex digits or anything else, which means our colour. */
export function pageStylesheet(name: string): string {
  return `${baseStylesheet(`#${name}`)}\n${OWN_RULES}`;
}

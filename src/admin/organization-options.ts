import { CODE_DELIVERIES, DOCUMENT_CHANGE_POLICIES, OrganizationSettings, type Logo } from '../modules/organizations';
import { readDto, type FieldError } from '../platform/http';
import { AdminRefused, type Option } from './command';
import { readLogo } from './logo-file';

/** The settings of an organization, as options of the command line. */
export const ORGANIZATION_OPTIONS = {
  name: { value: '<text>', help: 'as people see it; up to 120 characters' },
  logo: { value: '<file>', help: 'PNG or JPEG, up to 200 kB; none: no logo' },
  colour: { value: '<rrggbb>', help: 'the accent of messages and pages, e.g. 1f5f6b; none: ours' },
  language: { value: '<code>', help: 'where a request names none that we speak, e.g. ENG, PRT' },
  'code-delivery': { value: '<mode>', help: `who learns the codes: ${CODE_DELIVERIES.join(', ')}` },
  'code-length': { value: '<digits>', help: '6 or 8' },
  'request-days': { value: '<days>', help: 'how long a request lives that names no end, 1 to 365' },
  'default-country': { value: '<code>', help: 'lets phone numbers come without a country code, e.g. PT; none: not' },
  'allowed-origins': {
    value: '<list>',
    help: 'who may embed the pages, e.g. https://a.com,https://b.com; none: nobody',
  },
  'document-changes': {
    value: '<policy>',
    help: `what happens to PDFs that cannot be used as uploaded: ${DOCUMENT_CHANGE_POLICIES.join(', ')}`,
  },
  'min-signature-version': {
    value: '<1|2>',
    help: 'the lowest signature version of every call, whatever its key says',
  },
  'final-signature-version': {
    value: '<1|2>',
    help: 'the lowest signature version of calls that revoke, cancel or delete',
  },
  'creates-per-minute': { value: '<number>', help: 'how many requests a minute may be made' },
} as const satisfies Record<string, Option>;

export interface OrganizationChange {
  settings: OrganizationSettings;
  /** Null: no logo any more. Undefined: as it is. */
  logo?: Logo | null;
}

type Given = Record<string, string | undefined>;

const NONE = 'none';
/** What `none` means for an option that can be taken back. */
const TAKEN_BACK: Record<string, null | []> = { colour: null, 'default-country': null, 'allowed-origins': [] };

const NUMBERS = [
  ...['code-length', 'request-days', 'creates-per-minute'],
  ...['min-signature-version', 'final-signature-version'],
];

/** Checks the given options by the rules of `OrganizationSettings`. Throws with a line for each that is wrong. */
export async function readChange(given: Given): Promise<OrganizationChange> {
  const logo = given.logo === undefined ? undefined : given.logo === NONE ? null : await readLogo(given.logo);
  const values = Object.keys(ORGANIZATION_OPTIONS)
    .filter((option) => option !== 'logo' && given[option] !== undefined)
    .map((option) => [propertyOf(option), valueOf(option, given[option]!)]);
  const settings = checked(Object.fromEntries(values) as object);
  return { settings, logo };
}

/** As the settings take it: numbers as numbers, lists as lists. */
function valueOf(option: string, text: string): string | number | null | string[] {
  if (text === NONE && option in TAKEN_BACK) return TAKEN_BACK[option];
  if (option === 'colour') return text.replace(/^#?/, '#'); // a shell takes an unquoted # for a comment
  if (NUMBERS.includes(option) && /^\d{1,9}$/.test(text)) return Number(text);
  if (option === 'allowed-origins')
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  return ['language', 'default-country', 'code-delivery', 'document-changes'].includes(option)
    ? text.toUpperCase()
    : text;
}

function checked(values: object): OrganizationSettings {
  const { dto, errors } = readDto(OrganizationSettings, values);
  if (errors.length > 0) throw new AdminRefused(inTheirWords(errors));
  return dto;
}

/** One sentence for each bad option, under the name it was typed with. A number that is none breaks every rule: one will do. */
function inTheirWords(errors: FieldError[]): string {
  const sentences = new Map<string, string>();
  for (const { field, message } of errors) {
    const [property] = field.split(/[[.]/);
    const option = `--${optionOf(property)}`;
    if (!sentences.has(option) || message.includes('integer')) {
      sentences.set(option, message.replaceAll(field, property).replaceAll(property, option));
    }
  }
  return [...sentences.values()].join('\n');
}

const propertyOf = (option: string): string => option.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const optionOf = (property: string): string => property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

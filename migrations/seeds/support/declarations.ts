import type { DataField, ResourceType } from '../../../src/modules/resources';

/** What every resource may say of itself. */
export interface ResourceOptions {
  /** What the person reads. */
  name: string;
  description?: string;
  /** The organization's own id for it; comes back in answers and webhooks. */
  internalId?: string;
  /** 24 hex digits. Left out, it follows from the seed, the organization and the key: the same in every database. */
  id?: string;
  /** For example `payments.hotel`. */
  scope?: string;
  /** False lets the person skip it. */
  required?: boolean;
  /** ISO 8601. */
  validFrom?: string;
  /** ISO 8601. */
  validUntil?: string;
}

export interface DocumentOptions extends ResourceOptions {
  /** The PDF, as a path below the folder of the seeds, e.g. `add-nda/nda.pdf`. */
  file: string;
}

export interface ConsentOptions extends ResourceOptions {
  text: string;
  /** Shown as a link. */
  url?: string;
}

export interface FormOptions extends ResourceOptions {
  /** A question whose `value` is left out is to be answered. */
  questions: DataField[];
}

export interface JsonOptions extends ResourceOptions {
  /** What the person approves. */
  fields: DataField[];
}

export interface GroupOptions {
  name: string;
  description?: string;
  id?: string;
  /** Keys of resources, in the order they are asked; from this seed or an earlier one of the organization. */
  of: string[];
}

export interface OrganizationOptions {
  name: string;
  id?: string;
  /** Three capital letters, e.g. `ENG`. */
  language?: string;
  /** The accent of messages and pages, e.g. `#1f5f6b`. */
  colour?: string;
  /** Who learns the one-time codes. Left out: SEND, the person only. */
  codeDelivery?: 'SEND_AND_RETURN' | 'SEND' | 'RETURN';
  codeLength?: 6 | 8;
  /** How many days a request lives. */
  requestDays?: number;
  /** ISO 3166-1 alpha-2: lets phone numbers come without a country code. */
  defaultCountry?: string;
  /** Where the pages may be embedded. */
  allowedOrigins?: string[];
  createsPerMinute?: number;
}

export interface ApiKeyOptions {
  name: string;
  description?: string;
}

export interface OrganizationDeclaration {
  kind: 'organization';
  options: OrganizationOptions;
}

export interface ResourceDeclaration {
  kind: 'resource';
  key: string;
  type: ResourceType;
  options: ResourceOptions;
  /** What it holds; for a document, the file that it is made of. */
  content: DataField[] | { file: string };
}

export interface GroupDeclaration {
  kind: 'group';
  key: string;
  options: GroupOptions;
}

export interface ApiKeyDeclaration {
  kind: 'api-key';
  /** The environment variables that hold the key and its signature secret. */
  keyVariable: string;
  secretVariable: string;
  options: ApiKeyOptions;
}

export type Declaration = OrganizationDeclaration | ResourceDeclaration | GroupDeclaration | ApiKeyDeclaration;

/** Makes the organization whose slug the seed names. */
export const organization = (options: OrganizationOptions): OrganizationDeclaration => ({
  kind: 'organization',
  options,
});

/** A PDF to sign. */
export function document(key: string, { file, ...options }: DocumentOptions): ResourceDeclaration {
  return { kind: 'resource', key, type: 'DOCUMENT', options, content: { file } };
}

/** A text to agree to. */
export function consent(key: string, { text, url, ...options }: ConsentOptions): ResourceDeclaration {
  const content: DataField[] = [{ label: 'text', type: 'string', value: text }];
  if (url !== undefined) content.push({ label: 'url', type: 'url', value: url });
  return { kind: 'resource', key, type: 'CONSENT', options, content };
}

/** Questions to answer. */
export function form(key: string, { questions, ...options }: FormOptions): ResourceDeclaration {
  return { kind: 'resource', key, type: 'FORM', options, content: questions };
}

/** Data to approve: with a `scope`, a mandate. */
export function json(key: string, { fields, ...options }: JsonOptions): ResourceDeclaration {
  return { kind: 'resource', key, type: 'JSON', options, content: fields };
}

/** A named, ordered set of resources. */
export const group = (key: string, options: GroupOptions): GroupDeclaration => ({ kind: 'group', key, options });

/**
 * An API key that the administrator brings along: the two environment variables are read when the seed runs. Only the
 * key's hash and the sealed secret are stored; neither is ever printed.
 */
export const apiKeyFromEnvironment = (
  keyVariable: string,
  secretVariable: string,
  options: ApiKeyOptions,
): ApiKeyDeclaration => ({ kind: 'api-key', keyVariable, secretVariable, options });

/** How messages name a declaration, e.g. `document "nda"`. */
export function nameOf(declaration: Declaration): string {
  if (declaration.kind === 'organization') return 'organization';
  if (declaration.kind === 'api-key') return `API key "${declaration.options.name}"`;
  const word = declaration.kind === 'resource' ? declaration.type.toLowerCase() : 'group';
  return `${word} "${declaration.key}"`;
}

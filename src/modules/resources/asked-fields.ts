import type { FieldError } from '../../platform/http';
import type { DataField, ResourceType } from './content';

/** What a caller may say of what a resource asks. */
export interface GivenContent {
  content?: string | DataField[];
  consentUrl?: string;
  data?: DataField[];
}

/** The fields that are meant, and how to say where one of them is wrong. */
export interface AskedFields {
  fields: DataField[];
  /** Turns a path below `data` into what the caller wrote. */
  name: (error: FieldError) => FieldError;
}

/** The fields of what is asked, from either form; undefined when neither is given; or what is wrong. */
export function askedFields(type: ResourceType, given: GivenContent): AskedFields | undefined | FieldError[] {
  const [content, consentUrl, data] = [
    given.content ?? undefined,
    given.consentUrl ?? undefined,
    given.data ?? undefined,
  ];
  if (content !== undefined && data !== undefined)
    return refuse('content', 'cannot stand beside data: give one of them');
  if (consentUrl !== undefined && (type !== 'CONSENT' || content === undefined)) {
    return refuse('consentUrl', 'belongs to the content of a CONSENT');
  }
  if (data !== undefined) return { fields: data, name: (error) => error };
  if (content === undefined) return undefined;
  const isText = typeof content === 'string';
  const wantsText = type === 'DOCUMENT' || type === 'CONSENT';
  if (isText !== wantsText) return refuse('content', `of a ${type} must be ${EXPECTED[type]}`);
  if (!isText) return { fields: content, name: (error) => renamed(error, /^data/, 'content') };
  if (content.trim() === '') return refuse('content', `must be ${EXPECTED[type]}`);
  return { fields: simpleFields(type, content, consentUrl), name: (error) => renamed(renamed(error, ...URL), ...TEXT) };
}

const EXPECTED: Record<ResourceType, string> = {
  DOCUMENT: 'a PDF in base64',
  CONSENT: 'the text that the person agrees to',
  FORM: 'a list of fields',
  JSON: 'a list of fields',
};

const TEXT = [/^data(\[0\](\.value)?)?/, 'content'] as const;
const URL = [/^data\[1\](\.value)?/, 'consentUrl'] as const;

function simpleFields(type: ResourceType, content: string, consentUrl?: string): DataField[] {
  if (type === 'DOCUMENT') return [{ label: 'pdf', type: 'pdf', value: content }];
  const text: DataField = { label: 'text', type: 'string', value: content };
  return consentUrl === undefined ? [text] : [text, { label: 'url', type: 'url', value: consentUrl }];
}

const renamed = ({ field, message }: FieldError, from: RegExp, to: string): FieldError => ({
  field: field.replace(from, to),
  message: message.replace(from, to),
});

const refuse = (field: string, message: string): FieldError[] => [{ field, message: `${field} ${message}` }];

import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { document, nameOf, type Callable } from './openapi-document';

export interface Given {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
addFormats(ajv);
ajv.addSchema(document, 'openapi');
const known = new Map<string, ValidateFunction>();

/** What of an answer is not as the document declares it: nothing, if all is well. */
export function undeclared({ method, path, operation }: Callable, { status, headers, text }: Given): string[] {
  const declared = operation.responses[String(status)];
  if (!declared) return [`status ${status} is not declared: ${text.slice(0, 300)}`];
  if (!declared.content) return text === '' ? [] : [`a body where none is declared: ${text.slice(0, 300)}`];
  const [type] = String(headers['content-type'] ?? '').split(';');
  if (!declared.content[type]) return [`content type ${type} is not declared for ${status}`];
  if (!type.endsWith('json')) return [];
  const value = JSON.parse(text) as { code?: string };
  const at = ['paths', path, method, 'responses', String(status), 'content', type, 'schema'];
  const validate = validatorOf(at.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/'));
  if (!validate(value)) return [ajv.errorsText(validate.errors, { dataVar: `${status}` })];
  if (status < 400 || nameOf(declared.content[type].schema) !== 'ProblemBody') return [];
  const codes = Object.values(declared.content[type].examples ?? {}).map(nameOf);
  return codes.includes(value.code ?? '') ? [] : [`code ${value.code} is not declared for ${status}`];
}

function validatorOf(pointer: string): ValidateFunction {
  const made = known.get(pointer) ?? ajv.compile({ $ref: `openapi#/${encodeURI(pointer)}` });
  known.set(pointer, made);
  return made;
}

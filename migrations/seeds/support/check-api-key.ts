import { Envelopes, MasterKey } from '../../../src/platform/secrets';
import type { ApiKeyDeclaration } from './declarations';
import { ApiKeyShape, brokenRules } from './declared-shapes';

const SHORTEST = 32;

/** A key from the environment that can be stored. It holds secrets: it is never printed. */
export interface CheckedApiKey {
  declaration: ApiKeyDeclaration;
  key: string;
  secret: string;
  envelopes: Envelopes;
}

/** Takes a key and its secret from the environment. Answers them, or what is wrong, by the names of the variables alone. */
export function checkApiKey(
  declaration: ApiKeyDeclaration,
  environment: Record<string, string | undefined>,
): CheckedApiKey | string[] {
  const { keyVariable, secretVariable, options } = declaration;
  const [key, secret] = [environment[keyVariable] ?? '', environment[secretVariable] ?? ''];
  const problems = [
    ...brokenRules(ApiKeyShape, options),
    ...unusable(keyVariable, key),
    ...unusable(secretVariable, secret),
  ];
  // The key travels in every call: as the secret it would sign nothing.
  if (key !== '' && key === secret) problems.push(`${keyVariable} and ${secretVariable} must differ`);
  const masterKey = masterKeyIn(environment);
  if (typeof masterKey === 'string') problems.push(masterKey);
  else if (problems.length === 0) return { declaration, key, secret, envelopes: new Envelopes(masterKey) };
  return problems;
}

function unusable(variable: string, value: string): string[] {
  if (value === '') return [`${variable} is not set`];
  if ([...value].length < SHORTEST) return [`${variable} must have at least ${SHORTEST} characters`];
  if (!/^[\x21-\x7e]+$/.test(value)) return [`${variable} must be letters, digits and signs of ASCII, without spaces`];
  return [];
}

/** What seals the secret, or why there is none. */
function masterKeyIn(environment: Record<string, string | undefined>): MasterKey | string {
  const setting = environment.MASTER_KEY?.trim();
  if (!setting) return 'MASTER_KEY is not set: the signature secret is sealed with it';
  try {
    return new MasterKey(setting);
  } catch (error) {
    return (error as Error).message;
  }
}

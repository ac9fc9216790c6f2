import type { FieldError } from '../../../platform/http';
import { isObject, readTime, type JsonObject } from '../../keys';
import { checkCredential, checkTyped } from './check-credential';
import { each, flaw, ifGiven, listOf, requireContexts, requireNamed, requireType, requireUrl } from './flaws';

/** Each is checked by itself. */
const MOST_CREDENTIALS = 20;

/** What is wrong with a presentation, and with the credentials in it, by the letter of VCDM 2.0 (4.13). */
export function checkPresentation(presentation: JsonObject, at: string): FieldError[] {
  const field = (name: string) => `${at}.${name}`;
  const { id, type, holder, termsOfUse } = presentation;
  const credentials = credentialsIn(presentation);
  return [
    ...requireContexts(field('@context'), presentation['@context']),
    ...ifGiven(field('id'), id, requireUrl),
    ...requireType(field('type'), type, 'VerifiablePresentation'),
    ...ifGiven(field('holder'), holder, requireNamed),
    ...ifGiven(field('termsOfUse'), termsOfUse, (path) => each(path, termsOfUse, checkTyped)),
    ...(credentials.length > MOST_CREDENTIALS
      ? flaw(field('verifiableCredential'), `must hold ${MOST_CREDENTIALS} credentials at most`)
      : credentials.flatMap((one, index) => checkHeld(`${field('verifiableCredential')}[${index}]`, one))),
  ];
}

/** What a presentation holds, as a list, whatever it is. */
export const credentialsIn = ({ verifiableCredential = [] }: JsonObject): unknown[] => listOf(verifiableCredential);

function checkHeld(field: string, held: unknown): FieldError[] {
  if (!isObject(held)) return flaw(field, 'must be a credential, as an object');
  if (listOf(held.type).includes('EnvelopedVerifiableCredential'))
    return flaw(field, 'is enveloped: only credentials with an embedded proof are understood');
  return checkCredential(held, field, readTime);
}

import type { FieldError } from '../../../platform/http';
import { isObject, type JsonObject } from '../../keys';
import { checkRelatedResources } from './check-related-resources';
import { checkStatusEntry, checkStatusList } from './check-status-entry';
import { checkTexts } from './check-texts';
import { each, flaw, ifGiven, listOf, requireContexts, requireNamed, requireType, requireUrl } from './flaws';

/** Properties whose values say of what type they are; of those in the second list, the id is needed as well. */
const TYPED = ['credentialStatus', 'evidence', 'termsOfUse', 'refreshService', 'confidenceMethod', 'renderMethod'];
const TYPED_AND_NAMED = ['credentialSchema'];

/** The moment that a time means, null for what is none: who issues must write its offset, who verifies takes it for UTC. */
export type ReadTime = (value: unknown) => number | null;

/**
 * What is wrong with a credential by the letter of the Verifiable Credentials Data Model 2.0, each with its field below
 * `at`; what only JSON-LD can tell, and the proof, are not looked at.
 */
export function checkCredential(credential: JsonObject, at: string, readTime: ReadTime): FieldError[] {
  const field = (name: string) => `${at}.${name}`;
  const { id, type, issuer, relatedResource } = credential;
  return [
    ...requireContexts(field('@context'), credential['@context']),
    ...ifGiven(field('id'), id, requireUrl),
    ...requireType(field('type'), type, 'VerifiableCredential'),
    ...requireNamed(field('issuer'), issuer),
    ...(isObject(issuer) ? checkTexts(field('issuer.'), issuer) : []),
    ...checkTexts(`${at}.`, credential),
    ...checkSubjects(field('credentialSubject'), credential),
    ...checkValidity(field, credential, readTime),
    ...TYPED.flatMap((name) => ifGiven(field(name), credential[name], (path, value) => each(path, value, checkTyped))),
    ...TYPED_AND_NAMED.flatMap((name) =>
      ifGiven(field(name), credential[name], (path, value) => each(path, value, checkTypedAndNamed)),
    ),
    ...ifGiven(field('relatedResource'), relatedResource, checkRelatedResources),
  ];
}

function checkSubjects(field: string, { credentialSubject, type }: JsonObject): FieldError[] {
  const isStatusList = listOf(type).includes('BitstringStatusListCredential');
  return each(field, credentialSubject, (path, subject) => {
    if (!isObject(subject)) return flaw(path, 'must be an object');
    if (Object.keys(subject).length === 0) return flaw(path, 'must claim something');
    return [...ifGiven(`${path}.id`, subject.id, requireUrl), ...(isStatusList ? checkStatusList(path, subject) : [])];
  });
}

function checkValidity(
  field: (name: string) => string,
  { validFrom, validUntil }: JsonObject,
  readTime: ReadTime,
): FieldError[] {
  const [from, until] = [validFrom, validUntil].map(readTime);
  const rule = 'must be a time with its zone (xsd:dateTimeStamp), e.g. 2026-01-31T12:00:00Z';
  return [
    ...ifGiven(field('validFrom'), validFrom, (path) => (from === null ? flaw(path, rule) : [])),
    ...ifGiven(field('validUntil'), validUntil, (path) => (until === null ? flaw(path, rule) : [])),
    ...(from !== null && until !== null && from > until
      ? flaw(field('validUntil'), 'must not be before validFrom')
      : []),
  ];
}

/** An object that says of what type it is. */
export function checkTyped(field: string, value: unknown): FieldError[] {
  if (!isObject(value)) return flaw(field, 'must be an object');
  const isEntry = listOf(value.type).includes('BitstringStatusListEntry');
  return [
    ...requireType(`${field}.type`, value.type),
    ...ifGiven(`${field}.id`, value.id, requireUrl),
    ...(isEntry ? checkStatusEntry(field, value) : []),
  ];
}

const checkTypedAndNamed = (field: string, value: unknown): FieldError[] => [
  ...checkTyped(field, value),
  ...(isObject(value) && value.id === undefined ? flaw(`${field}.id`, 'must be one URL') : []),
];

import { Problem } from '../../../platform/http';
import { idOf, isObject, type JsonObject } from '../../keys';

/** What was handed in to be checked: a credential, or one inside a presentation. */
export interface Presented {
  presentation: JsonObject | null;
  /** Null when the presentation does not hold exactly one. */
  credential: JsonObject | null;
}

const objectsIn = (value: unknown): JsonObject[] => [value].flat().filter(isObject);

/** Takes apart the body of a verification; a 400 unless it names exactly one of `presentation` and `credential`. */
export function readPresented(body: { presentation?: unknown; credential?: unknown }): Presented {
  const given = (['presentation', 'credential'] as const).filter((name) => body[name] != null);
  if (given.length !== 1 || !isObject(body[given[0]])) {
    const message = 'Exactly one of presentation and credential must be given, as a JSON object';
    throw Problem.invalid(['presentation', 'credential'].map((field) => ({ field, message })));
  }
  if (given[0] === 'credential') return { presentation: null, credential: body.credential as JsonObject };
  const presentation = body.presentation as JsonObject;
  const held = [presentation.verifiableCredential].flat();
  return { presentation, credential: held.length === 1 && isObject(held[0]) ? held[0] : null };
}

/** The types that something says it has. */
export const typesOf = ({ type }: JsonObject): unknown[] => [type].flat();

/** The ids of everybody a credential speaks of. */
export const subjectsOf = (credential: JsonObject): string[] =>
  [credential.credentialSubject].flat().flatMap((subject) => idOf(subject) ?? []);

/**
 * What each person that a credential of this server speaks of has approved: the fields of an approval, or the rules of a
 * mandate. Empty for a credential that speaks of nobody.
 */
export const approvedFieldsOf = (credential: JsonObject): JsonObject[][] =>
  objectsIn(credential.credentialSubject).map((subject) =>
    isObject(subject.mandate) ? objectsIn(subject.mandate.rules) : objectsIn(subject.data),
  );

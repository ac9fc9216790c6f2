import { mayAct, Problem, type FieldError, type Role } from '../../platform/http';
import type { ListedApiKey } from './find-api-keys';
import type { NewApiKey } from './api-keys.service';

type Terms = Pick<NewApiKey, 'role' | 'expiresAt' | 'requireSignature' | 'minSignatureVersion'>;
type Maker = Pick<ListedApiKey, 'role' | 'expiresAt' | 'requireSignature' | 'minSignatureVersion'>;

/** What a key may do when its maker names no role. */
const USUAL_ROLE: Role = 'ASK';

/**
 * The terms of a key that `maker` makes: what is not named is as the maker's own. No key makes one with more rights, a
 * weaker demand for signatures or a later end than its own: that is a 400 naming the field. Null: the playground's
 * anonymous caller, who may do everything.
 */
export function allowedTerms(wanted: Terms, maker: Maker | null): Required<Omit<Terms, 'expiresAt'>> & Terms {
  const terms = {
    role: wanted.role ?? USUAL_ROLE,
    expiresAt: wanted.expiresAt ?? maker?.expiresAt ?? undefined,
    requireSignature: wanted.requireSignature ?? true,
    minSignatureVersion: wanted.minSignatureVersion ?? (maker?.minSignatureVersion === 2 ? 2 : 1),
  } as const;
  const errors = maker ? excesses(terms, maker) : [];
  if (errors.length > 0) throw Problem.invalid(errors);
  return terms;
}

function excesses(terms: ReturnType<typeof allowedTerms>, maker: Maker): FieldError[] {
  const { role, expiresAt, requireSignature, minSignatureVersion } = terms;
  const rules: [string, boolean, string][] = [
    ['role', mayAct(maker.role, role), `role may be ${maker.role} at most, as that of the key that makes this call`],
    [
      'expiresAt',
      !maker.expiresAt || (expiresAt !== undefined && expiresAt <= maker.expiresAt),
      `expiresAt may be ${maker.expiresAt?.toISOString()} at the latest, when the key that makes this call ends`,
    ],
    [
      'requireSignature',
      !maker.requireSignature || requireSignature === true,
      'requireSignature must be true, as it is of the key that makes this call',
    ],
    [
      'minSignatureVersion',
      Number(minSignatureVersion) >= maker.minSignatureVersion,
      'minSignatureVersion must be 2, as it is of the key that makes this call',
    ],
  ];
  return rules.filter(([, holds]) => !holds).map(([field, , message]) => ({ field, message }));
}

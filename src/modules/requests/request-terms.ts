import { parseInstant } from '../../platform/clock';
import { parseUrl, type CallingOrganization, type FieldError } from '../../platform/http';
import { resolveLanguage } from '../../platform/languages';
import type { CreateRequestDto } from './dto/create-request.dto';
import type { SecurityLevel } from '../identity';

/** What holds for a request as a whole. */
export interface RequestTerms {
  name: string | null;
  internalId: string | null;
  securityLevel: SecurityLevel;
  language: string;
  redirectUrl: string | null;
  expiresAt: Date;
}

const DAY_MS = 86_400_000;

export function requestTerms(
  dto: CreateRequestDto,
  organization: CallingOrganization,
  now: Date,
): { terms: RequestTerms; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const redirectUrl = redirectTarget(dto.redirectUrl, errors);
  const expiresAt = expiry(dto.expiresAt, organization.requestDays, now, errors);
  const language =
    resolveLanguage(dto.language ?? organization.language) ?? resolveLanguage(organization.language) ?? 'ENG';
  const { name = null, internalId = null } = dto;
  const securityLevel = dto.securityLevel ?? 'CONTACT';
  return { terms: { name, internalId, securityLevel, language, redirectUrl, expiresAt }, errors };
}

/** As it was parsed, never as it was typed: what is emitted later is exactly what was checked here. */
function redirectTarget(text: string | undefined, errors: FieldError[]): string | null {
  if (text == null) return null;
  const url = parseUrl(text);
  const local = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && local)) {
    if (url.username === '' && url.password === '') return url.href;
    errors.push({ field: 'redirectUrl', message: 'redirectUrl must not carry a user name or password' });
  } else {
    errors.push({ field: 'redirectUrl', message: 'redirectUrl must be an https address (http for localhost only)' });
  }
  return null;
}

function expiry(text: string | undefined, days: number, now: Date, errors: FieldError[]): Date {
  const usual = new Date(now.getTime() + days * DAY_MS);
  if (text == null) return usual;
  const expiresAt = parseInstant(text);
  if (expiresAt === null)
    errors.push({ field: 'expiresAt', message: 'expiresAt must be an ISO 8601 date that exists' });
  else if (expiresAt <= now) errors.push({ field: 'expiresAt', message: 'expiresAt must lie in the future' });
  return expiresAt ?? usual;
}

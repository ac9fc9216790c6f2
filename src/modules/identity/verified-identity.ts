import type { Identity } from '../subjects';

/** Who a provider says a person is: what it does not tell is absent, never guessed. */
export type VerifiedIdentity = Pick<Identity, 'fullName' | 'birth'> &
  Partial<
    Pick<
      Identity,
      | 'docId'
      | 'fullDocId'
      | 'countryAlpha3'
      | 'gender'
      | 'expiresAt'
      | 'issueDate'
      | 'documentType'
      | 'placeOfBirth'
      | 'taxNumber'
    >
  >;

/** The fields that an organization may be given, in the order in which people are shown them. */
export const IDENTITY_FIELDS = [
  ...(['fullName', 'birth', 'docId', 'fullDocId', 'countryAlpha3', 'documentType', 'issueDate', 'expiresAt'] as const),
  ...(['gender', 'placeOfBirth', 'taxNumber'] as const),
] satisfies (keyof VerifiedIdentity)[];
export type IdentityField = (typeof IDENTITY_FIELDS)[number];

const YEAR_MS = 365 * 86_400_000;

/** When a document ends: the last moment of the day that it names; null without one, or where it is no day. */
export function documentEnd({ expiresAt }: Pick<VerifiedIdentity, 'expiresAt'>): Date | null {
  const [day] = /^\d{4}-\d\d-\d\d/.exec(expiresAt ?? '') ?? [];
  const end = day ? new Date(`${day}T23:59:59.999Z`) : null;
  return end && !Number.isNaN(end.getTime()) ? end : null;
}

/** 365 days, or until the document ends, whichever is sooner. */
export function validUntil(identity: VerifiedIdentity, verifiedAt: Date): Date {
  const year = verifiedAt.getTime() + YEAR_MS;
  return new Date(Math.min(year, documentEnd(identity)?.getTime() ?? year));
}

/** What passports write for letters that the Latin alphabet of machines lacks (ICAO 9303 part 3, section 6). */
const TRANSLITERATED: Record<string, string> = {
  ...{ Ä: 'AE', Ö: 'OE', Ü: 'UE', Å: 'AA', Æ: 'AE', Ø: 'OE', Œ: 'OE', ß: 'SS', ẞ: 'SS', Þ: 'TH', Ð: 'D', Đ: 'D' },
  ...{ Ł: 'L', Ħ: 'H', Ŋ: 'N', Ŧ: 'T', Ĳ: 'IJ', ı: 'I', İ: 'I' },
};
/** Letters without a mark that could be taken away. */
const BASIC: Record<string, string> = { ...TRANSLITERATED, Ä: 'A', Ö: 'O', Ü: 'U', Å: 'A', Ø: 'O' };

const words = (name: string, letters: Record<string, string>): string =>
  [...name.normalize('NFC').toUpperCase()]
    .map((letter) => letters[letter] ?? letter)
    .join('')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ');

/**
 * Whether two spellings are one name: without marks and capitals, with ü as u or as ue, in any order of its parts, because
 * documents put the family name first and people do not.
 */
export function sameName(one: string, other: string): boolean {
  const spellings = (name: string) => [words(name, BASIC), words(name, TRANSLITERATED)];
  const known = spellings(other);
  return spellings(one).some((spelling) => spelling !== '' && known.includes(spelling));
}

export const documentNumber = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();

/** Whether a person is the one known before; where both have a document, whether it is the same. */
export function sameIdentity(known: VerifiedIdentity, now: VerifiedIdentity): 'same' | 'mismatch' | 'document_renewed' {
  if (!sameName(known.fullName, now.fullName) || known.birth !== now.birth) return 'mismatch';
  if (!known.docId || !now.docId) return 'same';
  const number = documentNumber(known.docId) === documentNumber(now.docId);
  return number && known.countryAlpha3 === now.countryAlpha3 ? 'same' : 'document_renewed';
}

import type { Place } from '../requests';
import type { Language } from './language';

/** "Signature, page 2"; where the page has several of the kind, "Signature 1 of 2, page 2". */
export function placeName(language: Language, place: Place, places: Place[]): string {
  const { sign } = language.words;
  const kind = sign.kinds[place.type];
  const several = alike(place, places);
  const [n, of] = [placeNumber(language, place, places), inDigits(language, several.length)];
  const name = n ? filledIn(sign.ofSeveral, { kind, n, of }) : kind;
  return filledIn(sign.place, { place: name, page: pageName(language, place) });
}

/** Which of several of its kind on its page a place is, from the top; nothing where it is the only one. */
export function placeNumber(language: Language, place: Place, places: Place[]): string | undefined {
  const several = alike(place, places);
  return several.length > 1 ? inDigits(language, several.indexOf(place) + 1) : undefined;
}

/** "What you fill in, page 2" */
export const placesTitle = (language: Language, place: Place): string =>
  filledIn(language.words.sign.place, {
    place: language.words.sign.title,
    page: pageName(language, place),
  });

/** Counted from 1. */
export const pageOfPlace = ({ pageIndex }: Place): number => pageIndex + 1;

/** "page 1 and page 3" */
export function pagesOf(language: Language, places: Place[]): string {
  const pages = new Set(places.map((place) => pageName(language, place)));
  return new Intl.ListFormat(language.tag).format(pages);
}

const pageName = (language: Language, { pageIndex }: Place): string =>
  filledIn(language.words.sign.onPage, { n: inDigits(language, pageIndex + 1) });

const alike = ({ type, pageIndex }: Place, places: Place[]): Place[] =>
  places.filter((other) => other.type === type && other.pageIndex === pageIndex);

const inDigits = ({ tag }: Language, n: number): string => new Intl.NumberFormat(tag).format(n);

const filledIn = (template: string, parts: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (_, part: string) => parts[part]);

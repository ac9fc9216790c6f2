/** One form for what is searched and what is searched for: the case of letters does not count, nor how accents are encoded. */
const folded = (text: string): string => text.normalize('NFC').toLowerCase();

/** What a search looks in: kept in the request's row, one part a line, so that nothing is found across two of them. */
export const searchText = (parts: (string | null)[]): string =>
  folded(
    parts
      .filter((part) => part !== null)
      .map((part) => part.replace(/\s+/g, ' '))
      .join('\n'),
  );

/** The LIKE pattern of a search: what is special to LIKE stands for itself. */
export const searchPattern = (search: string): string =>
  `%${folded(search.replace(/\s+/g, ' ')).replace(/[\\%_]/g, '\\$&')}%`;

/**
 * True when the trigram index knows where to look: three letters or digits in a row. Only ASCII counts, because a database
 * whose LC_CTYPE is C takes other letters for blanks; a search without them reads the rows themselves.
 */
export const hasTrigram = (search: string): boolean => /[a-z0-9]{3}/i.test(search);

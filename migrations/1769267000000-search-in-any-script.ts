import type { MigrationInterface, QueryRunner } from 'typeorm';

/** FORCE binds the owner as well, who sees no row without an organization: lifted while rows of all are filled in. */
const everyRow = (...tables: string[]): string =>
  tables.map((table) => `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`).join('; ');
const noRowAgain = (...tables: string[]): string =>
  tables.map((table) => `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`).join('; ');

const PLAIN: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't', ı: 'i', ŋ: 'n', ĸ: 'k' },
  ς: 'σ',
};
const PLAIN_LETTERS = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');
/** `platform/text-search` as it is at the time of this migration; a test holds the two against each other. */
const folded = (text: string): string =>
  withoutMarks(withoutMarks(text).toUpperCase().toLowerCase())
    .replace(PLAIN_LETTERS, (letter) => PLAIN[letter])
    .normalize('NFC');
const withoutMarks = (text: string): string => text.normalize('NFKD').replace(/[\p{M}\p{Cf}]+/gu, '');

const A_BATCH = 5_000;
const LAST_LETTER = 0xffff;

/**
 * Searches ignore accents and the case of every script, and find numbers as they are written. Requests keep what is searched
 * as the server folds it (`platform/text-search`), numbers without what stands inside of them as lines of their own. The
 * catalogue and the keys, which are few, fold by a function of the database that is made from the same table of letters:
 * `unaccent` need not be there, knows Latin above all, and depends on the server's locale.
 */
export class SearchInAnyScript1769267000000 implements MigrationInterface {
  name = 'SearchInAnyScript1769267000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(foldingFunction());
    await runner.query(`
      ALTER TABLE resource_versions ADD COLUMN search text GENERATED ALWAYS AS
        (folded(name || E'\\n' || coalesce(description, '') || E'\\n' || coalesce(internal_id, ''))) STORED;
      ALTER TABLE group_versions ADD COLUMN search text GENERATED ALWAYS AS
        (folded(name || E'\\n' || coalesce(description, ''))) STORED;`);
    await runner.query(everyRow('requests'));
    await refill(runner);
    await runner.query(noRowAgain('requests'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(everyRow('requests', 'request_subjects', 'credentials'));
    await runner.query(`
      UPDATE requests r SET search = lower(concat_ws(E'\\n', r.name, r.internal_id,
        (SELECT string_agg(contact, E'\\n' ORDER BY position) FROM request_subjects WHERE request_id = r.id),
        (SELECT string_agg(name, E'\\n' ORDER BY position) FROM credentials WHERE request_id = r.id)))`);
    await runner.query(noRowAgain('requests', 'request_subjects', 'credentials'));
    await runner.query(`
      ALTER TABLE group_versions DROP COLUMN search;
      ALTER TABLE resource_versions DROP COLUMN search;
      DROP FUNCTION folded(text);`);
  }
}

/** Most text is ASCII, for which none of it is needed. `translate` drops the letters that have no counterpart: the marks. */
function foldingFunction(): string {
  const { from, to, dropped, longer } = lettersThatFold();
  const several = longer.reduce(
    (inner, [letter, text]) => `replace(${inner}, '${letter}', '${text}')`,
    `normalize($1, NFKD)`,
  );
  return `
    CREATE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $folded$
      SELECT CASE WHEN $1 !~ '[^\\x01-\\x7f]' THEN lower($1)
        ELSE normalize(translate(${several}, '${from}${dropped}', '${to}'), NFC) END
    $folded$`;
}

/** Of what a decomposition leaves: which letters are another one, which are none, and which are several. */
function lettersThatFold(): { from: string; to: string; dropped: string; longer: [string, string][] } {
  const letters = { from: '', to: '', dropped: '', longer: [] as [string, string][] };
  for (let code = 0x41; code <= LAST_LETTER; code++) {
    const letter = String.fromCharCode(code);
    if (!letter.isWellFormed() || letter.normalize('NFKD') !== letter) continue;
    const form = folded(letter).normalize('NFKD');
    if (form === letter) continue;
    if (form.length === 1) [letters.from, letters.to] = [letters.from + letter, letters.to + form];
    else if (form === '') letters.dropped += letter;
    else letters.longer.push([letter, form]);
  }
  return letters;
}

/** What was searched before says all that is needed: it kept every letter. */
async function refill(runner: QueryRunner): Promise<void> {
  let last = '';
  for (;;) {
    const rows = (await runner.query(`SELECT id, search FROM requests WHERE id > $1 ORDER BY id LIMIT ${A_BATCH}`, [
      last,
    ])) as { id: string; search: string }[];
    if (rows.length === 0) return;
    last = rows[rows.length - 1].id;
    const changed = rows.map(({ id, search }) => ({ id, search, filled: asSearched(search) }));
    const other = changed.filter(({ search, filled }) => filled !== search);
    await runner.query(
      `UPDATE requests SET search = filled.search FROM unnest($1::text[], $2::text[]) AS filled (id, search) WHERE requests.id = filled.id`,
      [other.map(({ id }) => id), other.map(({ filled }) => filled)],
    );
  }
}

/** As `requests/search-text.ts` writes it at the time of this migration. */
function asSearched(search: string): string {
  const inside = /(?<=\d)[\s().\u2010-\u2015/-]+(?=\d)/g;
  const lines = search.split('\n').map(folded);
  const numbers = lines.filter((line) => line.search(inside) >= 0).map((line) => line.replace(inside, ''));
  return [...lines, ...numbers].join('\n');
}

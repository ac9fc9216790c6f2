import { parse } from 'node:querystring';

/**
 * Reads a query string. Clients write lists in three ways: the name repeated, the name with `[]`, one value with commas.
 * The first two come to the same here, so that no route sees the name with brackets; `@Many()` splits the commas.
 */
export function parseQuery(text: string | null | undefined): Record<string, string | string[]> {
  const folded: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const [written, value = ''] of Object.entries(parse(text ?? ''))) {
    const isList = written.endsWith('[]');
    const name = isList ? written.slice(0, -2) : written;
    const values = [folded[name] ?? [], value].flat();
    folded[name] = values.length > 1 || isList ? values : values[0];
  }
  return folded;
}

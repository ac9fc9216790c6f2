import { parse } from 'node:querystring';

/**
 * Reads a query string. Clients write lists in four ways: the name repeated, with `[]`, with `[0]`, `[1]` and so on in any
 * order, or one value with commas. The first three come to the same here, so that no route sees a name with brackets;
 * `@Many()` splits the commas.
 */
export function parseQuery(text: string | null | undefined): Record<string, string | string[]> {
  const found = new Map<string, { value: string; place: number }[]>();
  const lists = new Set<string>();
  for (const [written, value = ''] of Object.entries(parse(text ?? ''))) {
    const [, name = written, place] = /^(.+?)\[(\d{0,9})\]$/.exec(written) ?? [];
    if (place !== undefined) lists.add(name);
    const values = [value].flat().map((one) => ({ value: one, place: Number(place ?? '') }));
    found.set(name, [...(found.get(name) ?? []), ...values]);
  }
  const folded = Object.create(null) as Record<string, string | string[]>;
  for (const [name, values] of found) {
    const inOrder = values.sort((one, other) => one.place - other.place).map(({ value }) => value);
    folded[name] = inOrder.length > 1 || lists.has(name) ? inOrder : inOrder[0];
  }
  return folded;
}

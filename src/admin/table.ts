import { displayName } from '../platform/pages';

type Cell = string | number | Date | null | undefined;

/** Columns as wide as their widest cell, under a line of headings. Nothing in a cell can move the cursor. */
export function table(headings: string[], rows: Cell[][]): string[] {
  const cells = [headings, ...rows.map((row) => row.map(printed))];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}

/** A name and a value on each line. */
export function listing(values: Record<string, Cell>): string[] {
  const widest = Math.max(...Object.keys(values).map((name) => name.length));
  return Object.entries(values).map(([name, value]) => `  ${name.padEnd(widest)}  ${printed(value)}`);
}

const LONGEST_CELL = 200;

export function printed(value: Cell): string {
  if (value instanceof Date) return `${value.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return displayName(String(value ?? ''), LONGEST_CELL) ?? '-';
}

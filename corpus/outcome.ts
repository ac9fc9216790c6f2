/** What became of one file. */
export interface Outcome {
  name: string;
  kind: string;
  /** Why it was refused, if it was. */
  refused?: string;
  /** Why nothing came out of an accepted file, if nothing did. */
  unsealed?: string;
  /** Every rule that the sealed document breaks. */
  broken: string[];
  /** What was changed to make it usable. */
  changes: string[];
  seconds: number;
}

/** The table by kind, the reasons of what was refused, and what is broken, ending with one line that sums it up. */
export function report(outcomes: Outcome[]): string {
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))].sort();
  const rows = kinds.map((kind) =>
    row(
      kind,
      outcomes.filter((outcome) => outcome.kind === kind),
    ),
  );
  const faults = outcomes.flatMap(({ name, unsealed, broken }) =>
    [...(unsealed ? [unsealed] : []), ...broken].map((fault) => `  ${name}: ${fault}`),
  );
  return [
    table([['kind', 'files', 'accepted', 'changed', 'refused', 'sealed', 'unsealed', 'broken'], ...rows]),
    ...counted('Refused', (outcome) => (outcome.refused ? [`${outcome.kind}: ${outcome.refused}`] : []), outcomes),
    ...counted('Changed to be usable', ({ changes }) => (changes.length > 0 ? [changes.join(', ')] : []), outcomes),
    ...(faults.length > 0 ? ['', 'Broken or unsealed', ...faults] : []),
    '',
    summary(outcomes),
  ].join('\n');
}

/** True when everything that was accepted was sealed, and nothing that was sealed is broken. */
export const isSound = (outcomes: Outcome[]): boolean =>
  outcomes.every(({ unsealed, broken }) => !unsealed && broken.length === 0);

function countsOf(outcomes: Outcome[]) {
  const count = (matches: (outcome: Outcome) => boolean) => outcomes.filter(matches).length;
  return {
    files: outcomes.length,
    accepted: count(({ refused }) => !refused),
    changed: count(({ changes }) => changes.length > 0),
    refused: count(({ refused }) => refused !== undefined),
    sealed: count(({ refused, unsealed }) => !refused && !unsealed),
    unsealed: count(({ unsealed }) => unsealed !== undefined),
    broken: count(({ broken }) => broken.length > 0),
  };
}

const row = (kind: string, outcomes: Outcome[]): string[] => [kind, ...Object.values(countsOf(outcomes)).map(String)];

function summary(outcomes: Outcome[]): string {
  const { files, accepted, changed, refused, sealed, unsealed, broken } = countsOf(outcomes);
  const seconds = outcomes.reduce((sum, outcome) => sum + outcome.seconds, 0);
  return (
    `${files} files: ${accepted} accepted (${changed} changed to be usable), ${refused} refused, ${sealed} sealed, ` +
    `${unsealed} unsealed, ${broken} broken (${(seconds / Math.max(1, files)).toFixed(1)} s a file)`
  );
}

function counted(title: string, linesOf: (outcome: Outcome) => string[], outcomes: Outcome[]): string[] {
  const lines = outcomes.flatMap(linesOf).sort();
  const distinct = [...new Set(lines)];
  if (distinct.length === 0) return [];
  return ['', title, ...distinct.map((line) => `  ${lines.filter((other) => other === line).length} x ${line}`)];
}

function table(rows: string[][]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  return rows
    .map((cells) => cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '))
    .join('\n');
}

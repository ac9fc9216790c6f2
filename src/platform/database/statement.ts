/**
 * One SQL statement under a name. Postgres prepares it once a connection and name, so a name belongs to one text for
 * ever: the constructor is the only way to make one and refuses a second text under the same name.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

const known = new Map<string, string>();

/** Declares a prepared statement, e.g. `statement('requests.insert', 'INSERT ...')`. */
export function statement(name: string, text: string): Statement {
  const other = known.get(name);
  if (other !== undefined && other !== text) throw new Error(`Two statements are called ${name}`);
  known.set(name, text);
  return { name, text };
}

import { Client } from 'pg';

/** What the driver is asked while `call` runs; the wake-up of other processes, after the answer, is left out. */
export async function statementsOf(call: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const original = Client.prototype.query as (...given: unknown[]) => unknown;
  const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...given: unknown[]) {
    const [query] = given as [string | { name?: string; text: string }];
    seen.push(typeof query === 'string' ? query.replace(/'[0-9a-f]{24}'|-?\d{5,}/g, '?') : (query.name ?? query.text));
    return original.apply(this, given) as never;
  });
  await call();
  spy.mockRestore();
  return seen.filter((statement) => !statement.includes('pg_notify'));
}

/** Resolves once the driver was asked so many statements more, by any connection of this process. */
export function afterStatements(count: number): Promise<void> {
  if (count === 0) return Promise.resolve();
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const original = Client.prototype.query as (...given: unknown[]) => unknown;
  let left = count;
  return new Promise((resolve) => {
    const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...given: unknown[]) {
      if (--left === 0) {
        spy.mockRestore();
        resolve();
      }
      return original.apply(this, given) as never;
    });
  });
}

/**
 * Two things at once, in every order that their statements allow: `second` begins when `first` has asked so many statements, or
 * is over.
 */
export async function whileUnderWay<First, Second>(
  first: () => PromiseLike<First>,
  statements: number,
  second: () => PromiseLike<Second>,
): Promise<[First, Second]> {
  const reached = afterStatements(statements);
  const running = Promise.resolve(first());
  await Promise.race([reached, running]);
  return Promise.all([running, second()]);
}

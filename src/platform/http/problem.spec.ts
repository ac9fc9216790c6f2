import { readFileSync } from 'node:fs';
import { PROBLEMS } from './problem';

describe('docs/errors.md', () => {
  const documented = [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `(\w+)` +\| (\d{3}) +\|/gm)];

  it('lists every code with its status, and no other', () => {
    const real = Object.entries(PROBLEMS).map(([code, [status]]) => `${code} ${status}`);
    expect(documented.map(([, code, status]) => `${code} ${status}`).sort()).toEqual(real.sort());
  });
});

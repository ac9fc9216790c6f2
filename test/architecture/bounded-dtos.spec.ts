import 'reflect-metadata';
import { getMetadataStorage } from 'class-validator';
import '../../src/app.module';
import { Settings } from '../../src/platform/configuration';

interface Declared {
  target: unknown;
  propertyName: string;
  type: string;
  name?: string;
  each?: boolean;
}

/** All rules that any DTO class declares, by class and property. */
function declaredRules(): Map<string, Declared[]> {
  const { validationMetadatas } = getMetadataStorage() as unknown as { validationMetadatas: Map<unknown, Declared[]> };
  const all = [...validationMetadatas.values()].flat().filter(({ target }) => target !== Settings);
  const found = new Map<string, Declared[]>();
  for (const rule of all) {
    const property = `${(rule.target as { name: string }).name}.${rule.propertyName}`;
    found.set(property, [...(found.get(property) ?? []), rule]);
  }
  return found;
}

const has = (rules: Declared[], ...names: string[]) => rules.some(({ name = '' }) => names.includes(name));

describe('What a caller sends', () => {
  const rules = declaredRules();

  it('is declared by more than fifty properties', () => expect(rules.size).toBeGreaterThan(50));

  it('has a bound on the length of every list', () => {
    const unbounded = [...rules].filter(([, declared]) => has(declared, 'isArray') && !has(declared, 'arrayMaxSize'));
    expect(unbounded.map(([property]) => property)).toEqual([]);
  });

  it('has a bound on the length of every text', () => {
    const bounds = ['maxLength', 'isLength', 'matches', 'isIn', 'isIso8601', 'isISO31661Alpha2', 'isEmail', 'isUrl'];
    const unbounded = [...rules].filter(([, declared]) => has(declared, 'isString') && !has(declared, ...bounds));
    expect(unbounded.map(([property]) => property)).toEqual([]);
  });
});

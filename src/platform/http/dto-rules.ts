import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage, ValidationTypes, type ValidationArguments } from 'class-validator';

/** A class whose properties carry the decorators of class-validator and class-transformer. */
export type DtoClass<Dto extends object = object> = new () => Dto;

/** What the decorators of one property say, in the order in which they are to be followed. */
export interface PropertyRules {
  name: string;
  /** `@Transform`: from what the caller wrote to what is checked. */
  transforms: ((given: { value: unknown; key: string; obj: object }) => unknown)[];
  /** `@Type` of a primitive: how a query's text becomes it. */
  convert?: (value: unknown) => unknown;
  /** `@IsOptional`, `@ValidateIf`: the property is checked only where all of them hold. */
  conditions: ((dto: object, value: unknown) => boolean)[];
  checks: Record<ValueKind, OrderedChecks>;
  /** `@ValidateNested`: the rules of what is inside, and the sentence for what is neither an object nor a list. */
  nested?: { rules: DtoRules; refusal: (dto: object, value: unknown) => string };
}

/** What bounds the length of a text or a list comes first: what is too long is not looked at any further. */
export interface OrderedChecks {
  bounds: Check[];
  others: Check[];
}

export type ValueKind = 'text' | 'list' | 'other';

/** One rule of a property. */
export interface Check {
  /** How class-validator calls the rule: `isString`. */
  rule: string;
  /** The kind of value whose length it bounds, if it does. */
  bounds?: ValueKind;
  /** Holds for the value, or for each item of a list where the rule says `each`. */
  holds(dto: object, value: unknown): boolean;
  message(dto: object, value: unknown): string;
}

export interface DtoRules {
  type: DtoClass;
  properties: PropertyRules[];
  known: ReadonlySet<string>;
}

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

const UPPER_BOUNDS: Record<string, Check['bounds']> = { maxLength: 'text', isLength: 'text', arrayMaxSize: 'list' };
const PRIMITIVES = new Map<unknown, (value: unknown) => unknown>([
  [String, String],
  [Number, Number],
  [Boolean, Boolean],
]);
const compiled = new Map<DtoClass, DtoRules>();

/** Reads the decorators of a class, once. Null for a class without any: it is no DTO. */
export function rulesOf(type: DtoClass): DtoRules | null {
  const known = compiled.get(type);
  if (known) return known;
  const storage = getMetadataStorage();
  const declared = storage.groupByPropertyName(storage.getTargetValidationMetadatas(type, '', false, false));
  const names = Object.keys(declared);
  if (names.length === 0) return null;
  const rules: DtoRules = { type, properties: [], known: new Set(names) };
  compiled.set(type, rules); // before its properties: a field may hold fields
  rules.properties = names.map((name) => propertyRules(type, name, declared[name]));
  return rules;
}

function propertyRules(type: DtoClass, name: string, declared: Rule[]): PropertyRules {
  const ofKind = (kind: string) => declared.filter((rule) => rule.type === kind);
  const checks = ofKind(ValidationTypes.CUSTOM_VALIDATION).flatMap((rule) => checksOf(type, rule));
  const [nested] = ofKind(ValidationTypes.NESTED_VALIDATION);
  const inner = defaultMetadataStorage.findTypeMetadata(type, name)?.typeFunction?.() as DtoClass | undefined;
  return {
    name,
    transforms: defaultMetadataStorage
      .findTransformMetadatas(type, name, 0)
      .map(({ transformFn }) => transformFn as PropertyRules['transforms'][number]),
    convert: PRIMITIVES.get(inner),
    conditions: ofKind(ValidationTypes.CONDITIONAL_VALIDATION).map(
      ({ constraints }) => (constraints as PropertyRules['conditions'])[0],
    ),
    checks: { text: inOrder(checks, 'text'), list: inOrder(checks, 'list'), other: inOrder(checks, 'other') },
    ...(nested && { nested: nestedRules(type, nested, inner) }),
  };
}

const inOrder = (checks: Check[], kind: ValueKind): OrderedChecks => ({
  bounds: checks.filter(({ bounds }) => bounds === kind),
  others: checks.filter(({ bounds }) => bounds !== kind),
});

function nestedRules(type: DtoClass, rule: Rule, inner?: DtoClass): PropertyRules['nested'] {
  const rules = inner && rulesOf(inner);
  if (!rules) throw new Error(`${type.name}.${rule.propertyName} needs @Type with a class that has rules`);
  return { rules, refusal: (dto, value) => sentenceOf(rule, argumentsOf(rule, dto, value)) };
}

function checksOf(type: DtoClass, rule: Rule): Check[] {
  const storage = getMetadataStorage();
  return storage.getTargetValidatorConstraints(rule.constraintCls as DtoClass).map(({ name, instance }) => {
    const judge = (value: unknown, given: ValidationArguments): boolean => {
      const verdict = instance.validate(value, given);
      if (typeof verdict === 'boolean') return verdict;
      throw new Error(`${type.name}.${rule.propertyName}: rules of a DTO answer at once`);
    };
    return {
      rule: name,
      ...(!rule.each && name in UPPER_BOUNDS && { bounds: UPPER_BOUNDS[name] }),
      holds: (dto, value) => {
        const given = argumentsOf(rule, dto, value);
        if (!rule.each || !Array.isArray(value)) return judge(value, given);
        return value.every((item) => judge(item, given));
      },
      message: (dto, value) => {
        const given = argumentsOf(rule, dto, value);
        return sentenceOf(rule, given, instance.defaultMessage?.(given));
      },
    };
  });
}

const argumentsOf = (rule: Rule, dto: object, value: unknown): ValidationArguments => ({
  targetName: dto.constructor.name,
  property: rule.propertyName,
  object: dto,
  value,
  constraints: (rule.constraints ?? []) as unknown[],
});

/** A message as class-validator writes it: `$property`, `$constraint1` and the like name what they stand for. */
function sentenceOf(rule: Rule, given: ValidationArguments, usual = ''): string {
  const message = typeof rule.message === 'function' ? rule.message(given) : (rule.message ?? usual);
  return message.replace(/\$(property|target|constraint(\d+))/g, (_, token: string, index?: string) => {
    if (token === 'property') return given.property;
    return token === 'target' ? given.targetName : [given.constraints[Number(index) - 1]].flat().join(', ');
  });
}

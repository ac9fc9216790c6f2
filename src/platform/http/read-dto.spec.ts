import 'reflect-metadata';
import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
  validateSync,
  type ValidationError,
} from 'class-validator';
import fc from 'fast-check';
import { readDto } from './read-dto';
import type { FieldError } from './problem';

class Part {
  @IsString() @Length(1, 3) label: string;
  @IsOptional() @IsInt() @Min(1, { message: 'amount must be $constraint1 or more' }) amount?: number;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => Part)
  parts?: Part[];
}

class Whole {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toUpperCase() : value))
  @IsIn(['A', 'B'])
  kind: string;
  @ValidateIf(({ kind }: Whole) => kind === 'A') @IsString() name?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(3) @MaxLength(5, { each: true }) @IsString({ each: true }) words?: string[];
  @IsOptional() @Type(() => Number) @IsInt() page?: number;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => Part) part?: Part;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(3)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => Part)
  parts?: Part[];
}

const fields = (errors: FieldError[]): string[] => errors.map(({ field }) => field);

/** The paths and rules of class-validator's own tree of errors. */
function judged(errors: ValidationError[], parent = ''): string[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const at = /^\d+$/.test(property) ? `${parent}[${property}]` : parent === '' ? property : `${parent}.${property}`;
    return [...Object.keys(constraints).map(() => at), ...judged(children, at)];
  });
}

function judgedByClassValidator(plain: object): string[] {
  const rules = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };
  return [...new Set(judged(validateSync(plainToInstance(Whole, plain), rules)))];
}

const some = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.constantFrom<unknown>(null, 7, 'long text', true, {}));
const label = some(fc.constantFrom('a', '', 'four'));
const amount = some(fc.integer({ min: -1, max: 2 }));
const inner = fc.record({ label, amount, unknown: fc.constant(1) }, { requiredKeys: [] });
const part = fc.record({ label, amount, parts: some(fc.array(inner, { maxLength: 3 })) }, { requiredKeys: [] });
const whole = fc.record(
  {
    kind: some(fc.constantFrom('a', 'B', 'C')),
    name: some(fc.constant('Ana')),
    words: some(fc.array(some(fc.constantFrom('a', 'beyond')), { maxLength: 3 })),
    page: some(fc.constantFrom('1', 'x', 2.5)),
    part: some(part),
    parts: some(fc.array(some(part), { maxLength: 3 })),
    colour: fc.constant('red'),
  },
  { requiredKeys: [] },
);

describe('readDto', () => {
  it('finds what class-validator finds, at the same places and in the same order', () => {
    fc.assert(
      fc.property(whole, (plain) => {
        expect([...new Set(fields(readDto(Whole, plain).errors))]).toEqual(judgedByClassValidator(plain));
      }),
      { seed: 20261130, numRuns: 1000 },
    );
  });

  it('makes what class-transformer makes', () => {
    const plain = { kind: 'a', name: 'Ana', page: '3', words: ['a'], parts: [{ label: 'x', parts: [{ label: 'y' }] }] };
    const { dto, errors } = readDto(Whole, plain);
    expect(errors).toEqual([]);
    expect(dto).toEqual(plainToInstance(Whole, plain));
    expect(dto.parts?.[0].parts?.[0]).toBeInstanceOf(Part);
    expect(dto).toMatchObject({ kind: 'A', page: 3 });
  });

  it('fills in what a message leaves open', () => {
    const { errors } = readDto(Whole, { kind: 'B', parts: [{ label: 'a', amount: 0 }] });
    expect(errors).toEqual([{ field: 'parts[0].amount', message: 'parts[0].amount must be 1 or more' }]);
  });

  it('looks at no item of a list that is too long', () => {
    const { errors } = readDto(Whole, { kind: 'B', parts: Array.from({ length: 50_000 }, () => ({})) });
    expect(fields(errors)).toEqual(['parts']);
  });

  it('stops after 101 errors', () => {
    const parts = Array.from({ length: 3 }, () =>
      Object.fromEntries(Array.from({ length: 90 }, (_, i) => [`x${i}`, 1])),
    );
    let judgedLabels = 0;
    class Watched {
      @ValidateIf(() => ++judgedLabels > 0) @IsString() label: string;
    }
    class Many {
      @IsArray() @ArrayMaxSize(1000) @ValidateNested({ each: true }) @Type(() => Watched) parts: Watched[];
    }
    expect(readDto(Whole, { kind: 'B', parts }).errors).toHaveLength(101);
    expect(readDto(Many, { parts: Array.from({ length: 1000 }, () => ({})) }).errors).toHaveLength(101);
    expect(judgedLabels).toBe(101);
  });
});

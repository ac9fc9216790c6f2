import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Problem } from './problem';
import { bodyOf } from './problem.filter';
import { RequestValidation } from './validation.pipe';

class Part {
  @IsString() label: string;
  @IsOptional() @IsInt() @Min(1) amount?: number;
}

class Whole {
  @IsString() @IsNotEmpty() @MaxLength(5) name: string;
  @IsOptional() @IsArray() @IsObject({ each: true }) @ValidateNested({ each: true }) @Type(() => Part) parts?: Part[];
}

const judge = (body: unknown): string[] => {
  try {
    new RequestValidation().transform(body, { type: 'body', metatype: Whole });
    return [];
  } catch (error) {
    const { errors } = error as Problem;
    for (const { field, message } of errors) expect(message).toContain(field);
    return errors.map(({ field }) => field);
  }
};

const refusal = (body: unknown, metatype: new () => object): unknown => {
  try {
    return new RequestValidation().transform(body, { type: 'body', metatype });
  } catch (error) {
    return error;
  }
};

describe('The rules of a body', () => {
  it('let through what keeps them', () => {
    expect(judge({ name: 'Ana', parts: [{ label: 'a', amount: 1 }] })).toEqual([]);
  });

  it('name a field by its path', () => {
    expect(judge({ name: 'Ana', parts: [{ label: 'a' }, { label: 7 }] })).toEqual(['parts[1].label']);
  });

  it('name every field that breaks one, everywhere', () => {
    expect(judge({ name: 'too long', parts: [{ amount: 0.5 }] }).sort()).toEqual([
      ...['name', 'parts[0].amount', 'parts[0].label'],
    ]);
  });

  it.each<[unknown, string]>([
    [7, 'name must be a string'],
    [undefined, 'name must be a string'],
    [['a', 'b'], 'name must be a string'],
    [{}, 'name must be a string'],
    ['', 'name should not be empty'],
    ['too long', 'name must be shorter than or equal to 5 characters'],
  ])('say of a name that is %j what is true of it, once', (name, message) => {
    expect(refusal({ name }, Whole)).toMatchObject({ errors: [{ field: 'name', message }], detail: message });
  });

  it('tell nothing of the length of what is no text', () => {
    class Dated {
      @IsISO8601({ strict: true }, { message: 'at must be an ISO 8601 date' }) @MaxLength(40) at: string;
    }
    expect(refusal({ at: 1.5 }, Dated)).toMatchObject({ detail: 'at must be an ISO 8601 date' });
  });

  it('say a sentence once that several fields share', () => {
    const errors = ['a', 'b'].map((field) => ({ field, message: 'Give exactly one of a and b' }));
    expect(bodyOf(Problem.invalid(errors), { originalUrl: '/v1/x', id: '1' })).toMatchObject({
      message: ['Give exactly one of a and b'],
      detail: 'Give exactly one of a and b',
      errors,
    });
  });

  it('name an unknown field at any level', () => {
    expect(judge({ name: 'Ana', colour: 'red', parts: [{ label: 'a', size: 1 }] })).toEqual([
      'colour',
      'parts[0].size',
    ]);
  });

  it.each([[[null]], [['x']], [[7]], [[[]]], [[[{ label: 'a' }]]]])('refuse parts that are no objects: %j', (parts) => {
    expect(judge({ name: 'Ana', parts }).length).toBeGreaterThan(0);
  });

  it.each([[null], [7], ['x'], [[]], [[{ name: 'Ana' }]], [undefined]])(
    'refuse a body that is no object: %j',
    (body) => {
      expect(judge(body).length).toBeGreaterThan(0);
    },
  );
});

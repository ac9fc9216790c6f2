import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsObject, IsOptional, IsString, MaxLength, Min, ValidateNested } from 'class-validator';
import type { Problem } from './problem';
import { requestValidation } from './validation.pipe';

class Part {
  @IsString() label: string;
  @IsOptional() @IsInt() @Min(1) amount?: number;
}

class Whole {
  @IsString() @MaxLength(5) name: string;
  @IsOptional() @IsArray() @IsObject({ each: true }) @ValidateNested({ each: true }) @Type(() => Part) parts?: Part[];
}

const judge = async (body: unknown): Promise<string[]> => {
  try {
    await requestValidation().transform(body, { type: 'body', metatype: Whole });
    return [];
  } catch (error) {
    const { errors } = error as Problem;
    for (const { field, message } of errors) expect(message).toContain(field);
    return errors.map(({ field }) => field);
  }
};

describe('The rules of a body', () => {
  it('let through what keeps them', async () => {
    expect(await judge({ name: 'Ana', parts: [{ label: 'a', amount: 1 }] })).toEqual([]);
  });

  it('name a field by its path', async () => {
    expect(await judge({ name: 'Ana', parts: [{ label: 'a' }, { label: 7 }] })).toEqual(['parts[1].label']);
  });

  it('name every rule that is broken, everywhere', async () => {
    expect((await judge({ name: 'too long', parts: [{ amount: 0.5 }] })).sort()).toEqual([
      ...['name', 'parts[0].amount', 'parts[0].amount', 'parts[0].label'],
    ]);
  });

  it('name an unknown field at any level', async () => {
    expect(await judge({ name: 'Ana', colour: 'red', parts: [{ label: 'a', size: 1 }] })).toEqual([
      'colour',
      'parts[0].size',
    ]);
  });

  it.each([[[null]], [['x']], [[7]], [[[]]], [[[{ label: 'a' }]]]])(
    'refuse parts that are no objects: %j',
    async (parts) => {
      expect((await judge({ name: 'Ana', parts })).length).toBeGreaterThan(0);
    },
  );

  it.each([[null], [7], ['x'], [[]], [[{ name: 'Ana' }]], [undefined]])(
    'refuse a body that is no object: %j',
    async (body) => {
      expect((await judge(body)).length).toBeGreaterThan(0);
    },
  );
});

import type { Request } from 'express';
import { Readable } from 'node:stream';
import type { FieldError, Problem } from './problem';
import { parseJson, readRawBody, requireJson, requireBounded } from './raw-body';

const code = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'fine';
};
const a = (headers: Record<string, string>, ...chunks: string[]): Request =>
  Object.assign(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), { headers }) as unknown as Request;

describe('readRawBody', () => {
  it('answers the bytes as they came', async () => {
    expect(String(await readRawBody(a({}, '{"a"', ':1}'), 100))).toBe('{"a":1}');
    expect(await readRawBody(a({}), 100)).toHaveLength(0);
  });

  it('takes exactly the limit and not a byte more, whether the length was announced or not', async () => {
    expect(await readRawBody(a({ 'content-length': '5' }, '12345'), 5)).toHaveLength(5);
    await expect(readRawBody(a({ 'content-length': '6' }, '123456'), 5)).rejects.toMatchObject({
      code: 'body_too_large',
    });
    await expect(readRawBody(a({}, '123', '456'), 5)).rejects.toMatchObject({ code: 'body_too_large' });
  });

  it('refuses what is compressed, unread', async () => {
    const refused = { code: 'unsupported_media_type' };
    await expect(readRawBody(a({ 'content-encoding': 'gzip' }, 'x'), 5)).rejects.toMatchObject(refused);
    await expect(readRawBody(a({ 'content-encoding': 'br' }, 'x'), 5)).rejects.toMatchObject(refused);
    expect(await readRawBody(a({ 'content-encoding': 'identity' }, 'x'), 5)).toHaveLength(1);
  });
});

describe('requireJson', () => {
  const judge = (type: string | undefined, body = '{}') =>
    code(() => requireJson({ headers: { 'content-type': type } } as Request, Buffer.from(body)));

  it.each([
    'application/json',
    'Application/JSON; charset=UTF-8',
    'application/json;charset="utf-8"',
    'application/json; v=1',
  ])('takes %s', (type) => expect(judge(type)).toBe('fine'));

  it.each(['text/plain', 'application/json; charset=utf-16', 'application/jsonp', 'application/pdf', '', undefined])(
    'refuses %s',
    (type) => expect(judge(type)).toBe('unsupported_media_type'),
  );

  it('takes an empty body as anything', () => expect(judge('text/plain', '')).toBe('fine'));
});

describe('requireBounded', () => {
  it('allows 32 levels in a body', () => {
    const nested = (levels: number) => Buffer.from(`${'['.repeat(levels)}${']'.repeat(levels)}`);
    expect(code(() => requireBounded(nested(32)))).toBe('fine');
    expect(code(() => requireBounded(nested(33)))).toBe('too_deep');
    expect(code(() => requireBounded(nested(500_000)))).toBe('too_deep');
  });
});

describe('parseJson', () => {
  it('reads JSON, and nothing of an empty body', () => {
    expect(parseJson(Buffer.from('{"a":"é"}'))).toEqual({ a: 'é' });
    expect(parseJson(Buffer.alloc(0))).toBeUndefined();
  });

  it.each([
    ['{"a":', 'cut off'],
    ['{"a":1}x', 'followed by more'],
    ["{'a':1}", 'in single quotes'],
    ['NaN', 'no JSON'],
  ])('says of %s that it is malformed (%s)', (text) => {
    expect(code(() => parseJson(Buffer.from(text)))).toBe('malformed_json');
  });

  const flaws = (text: string): FieldError[] => {
    try {
      parseJson(Buffer.from(text));
      return [];
    } catch (error) {
      return (error as Problem).errors;
    }
  };

  it('refuses a name that stands twice, and names its place', () => {
    const [field, message] = ['a[0].b', 'a[0].b is there twice'];
    expect(flaws('{"a":[{"b":1,"\\u0062":2}]}')).toEqual([{ field, message }]);
    expect(flaws('{"a\\u0000":1,"a\\u0000":2,"\\ud800":1,"\\ud800":1}').map((flaw) => flaw.field)).toEqual([
      'a\\0',
      '\ufffd',
    ]);
  });

  it('refuses numbers that arrive as another number, and names them all', () => {
    expect(flaws('{"a":1e999,"b":[9007199254740993,0.1],"c":900719925474099.01}')).toEqual([
      { field: 'a', message: 'a is too large a number' },
      { field: 'b[0]', message: 'b[0] has more digits than a number can carry exactly: send it as a string' },
      { field: 'c', message: 'c has more digits than a number can carry exactly: send it as a string' },
    ]);
    expect(flaws(`[${Array(500).fill('1e999').join()}]`)).toHaveLength(101);
  });

  it('refuses bytes that are not UTF-8 instead of guessing', () => {
    expect(code(() => parseJson(Buffer.from([0x22, 0xe9, 0x22])))).toBe('malformed_json');
    expect(code(() => parseJson(Buffer.from([0x22, 0xc0, 0x80, 0x22])))).toBe('malformed_json');
  });
});

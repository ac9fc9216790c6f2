import type { StoredField } from '../../resources';
import type { AnswerError, GivenAnswers } from './answering';
import { answersFrom as answersAt, type FillingIn } from './answers-from';

type Question = Partial<StoredField> & Pick<StoredField, 'type'>;
const answersFrom = (
  fields: StoredField[],
  given: GivenAnswers,
  attached?: FillingIn['attached'],
  blankRows?: FillingIn['blankRows'],
) => answersAt(fields, given, { language: 'ENG', attached, blankRows });
const ask = ({ fields, ...field }: Question): StoredField => ({
  label: 'Question',
  value: null,
  hidden: false,
  ...field,
  ...(fields && { fields }),
});
const answer = (question: Question, ...texts: string[]) => {
  const { answers, errors } = answersFrom([ask(question)], new Map([['0', texts]]));
  return { value: answers[0].value, rules: errors.map(({ rule }) => rule) };
};

describe('An answer', () => {
  it.each<[Question, string, unknown]>([
    [{ type: 'string' }, '  São\r\nJoão ', 'São\nJoão'],
    [{ type: 'string' }, 'a\0b\u0007', 'ab'],
    [{ type: 'string' }, '', null],
    [{ type: 'number' }, '250', 250],
    [{ type: 'number' }, '-12.50', -12.5],
    [{ type: 'number' }, '12,5', 12.5],
    [{ type: 'number' }, '0,125', 0.125],
    [{ type: 'number' }, '1 234,50', 1234.5],
    [{ type: 'number' }, '1.234.567,8', 1234567.8],
    [{ type: 'number' }, '12,345.60', 12345.6],
    [{ type: 'number' }, "1'000", 1000],
    [{ type: 'number' }, '١٢٫٥', 12.5],
    [{ type: 'number' }, '1,234', 1234],
    [{ type: 'date' }, '31/05/1990', '1990-05-31'],
    [{ type: 'string', options: [' a b '] }, 'a b', ' a b '],
    [{ type: 'boolean' }, 'on', true],
    [{ type: 'boolean' }, 'false', false],
    [{ type: 'date' }, '2028-02-29', '2028-02-29'],
    [{ type: 'url' }, 'https://exämple.com/a', 'https://exämple.com/a'],
    [{ type: 'string', options: ['aisle', 'window'] }, 'window', 'window'],
    [{ type: 'number', options: [1, 2] }, '2', 2],
  ])('to %j, typed %j, is %j', (question, typed, value) => {
    expect(answer(question, typed)).toEqual({ value, rules: [] });
  });

  it.each<[Question, string, AnswerError['rule']]>([
    [{ type: 'string', required: true }, ' ', 'required'],
    [{ type: 'boolean', required: true }, '', 'required'],
    [{ type: 'string' }, 'x'.repeat(10_001), 'too_long'],
    [{ type: 'number' }, '1,234,5', 'number'],
    [{ type: 'number' }, '1e9', 'number'],
    [{ type: 'number' }, '1 23', 'number'],
    [{ type: 'number' }, '1.2.3,4', 'number'],
    [{ type: 'number' }, 'ten', 'number'],
    [{ type: 'date' }, '2027-02-29', 'date'],
    [{ type: 'date' }, '05/04/1990', 'unclear'],
    [{ type: 'date' }, '31/02/1990', 'date'],
    [{ type: 'url' }, 'javascript:alert(1)', 'url'],
    [{ type: 'string', options: ['aisle', 'window'] }, 'middle', 'option'],
    [{ type: 'boolean' }, 'perhaps', 'option'],
  ])('to %j that breaks a rule is kept as it was typed: %j', (question, typed, rule) => {
    const { value, rules } = answer(question, typed);
    expect(rules).toEqual([rule]);
    if (typed.trim() !== '' && rule !== 'too_long') expect(value).toBe(typed);
  });

  it('that is not given at all is none, and missing where it is required', () => {
    const fields = [ask({ type: 'string' }), ask({ type: 'string', required: true })];
    const { answers, errors } = answersFrom(fields, new Map());
    expect(answers.map(({ value }) => value)).toEqual([null, null]);
    expect(errors).toEqual([{ path: '1', rule: 'required' }]);
  });

  it('changes nothing that came with a value or is hidden', () => {
    const fields = [
      ask({ type: 'string', value: 'ours' }),
      ask({ type: 'string', hidden: true, required: true }),
      ask({ type: 'pdf', required: true, value: { sha256: 'ours', size: 1, pages: 1 } }),
    ];
    const given = new Map(fields.map((_, index) => [String(index), ['theirs']]));
    expect(answersFrom(fields, given)).toEqual({ answers: fields, errors: [] });
  });

  it('of several parts lies in the parts', () => {
    const address = ask({ type: 'object', fields: [ask({ type: 'string', required: true }), ask({ type: 'number' })] });
    const { answers, errors } = answersFrom(
      [ask({ type: 'string' }), address],
      new Map([
        ['1.0', ['Rua Augusta']],
        ['1.1', ['x']],
      ]),
    );
    expect(answers[1].fields!.map(({ value }) => value)).toEqual(['Rua Augusta', 'x']);
    expect(errors).toEqual([{ path: '1.1', rule: 'number' }]);
  });

  it('of several rows is one list of fields a row, in order, without empty rows', () => {
    const guests = ask({
      type: 'array',
      required: true,
      fields: [ask({ type: 'string', required: true }), ask({ type: 'number' })],
    });
    const rows = (entries: [string, string][]) =>
      answersFrom([guests], new Map(entries.map(([path, text]) => [path, [text]])));
    const { answers, errors } = rows([
      ['0.10.0', 'Ben'],
      ['0.2.0', 'Ana'],
      ['0.2.1', '34'],
      ['0.5.0', ''],
      ['0.x.0', 'nobody'],
    ]);
    expect((answers[0].value as StoredField[][]).map((row) => row.map(({ value }) => value))).toEqual([
      ['Ana', 34],
      ['Ben', null],
    ]);
    expect(errors).toEqual([]);
    expect(rows([['0.0.1', '34']]).errors).toEqual([{ path: '0.0.0', rule: 'required' }]);
    expect(rows([]).errors).toEqual([{ path: '0', rule: 'required' }]);
    expect(rows(Array.from({ length: 500 }, (_, i) => [`0.${i}.0`, 'x'])).answers[0].value).toHaveLength(100);
  });

  it('that is not complete yet keeps blank rows where they stand', () => {
    const guests = ask({ type: 'array', fields: [ask({ type: 'string', required: true })] });
    const rows = (...entries: [string, string][]) => {
      const given = new Map(entries.map(([path, text]) => [path, [text]]));
      const { answers } = answersFrom([guests], given, { documents: new Map(), refused: new Map() }, 'kept');
      return (answers[0].value as StoredField[][] | null)?.map((row) => row.map(({ value }) => value));
    };
    expect(rows(['0.1.0', 'Ana'], ['0.3.0', ''])).toEqual([[], ['Ana'], [], []]);
    expect(rows(['0.0.0', ''])).toBeUndefined(); // what an empty list shows
    expect(rows(['0.9999.0', 'x'])).toBeUndefined();
  });

  it('may be several of the options', () => {
    const meals: Question = { type: 'array', options: ['fish', 'meat', 1], required: true };
    expect(answer(meals, 'fish', '1')).toEqual({ value: ['fish', 1], rules: [] });
    expect(answer(meals, 'fish', 'stone')).toEqual({ value: ['fish', 'stone'], rules: ['option'] });
    expect(answer(meals)).toEqual({ value: null, rules: ['required'] });
    expect(answer({ type: 'array' }, 'any', '', 'text')).toEqual({ value: ['any', 'text'], rules: [] });
  });
});

describe('A PDF as an answer', () => {
  const document = { sha256: 'f'.repeat(64), size: 1000, pages: 2, fileName: 'cv.pdf' };
  const documents = new Map([[document.sha256, document]]);
  const NOT_REFUSED = { documents, refused: new Map() };
  const given = (path: string, text: string) => new Map([[path, [text]]]);

  it('is the attached file whose digest was given', () => {
    const { answers, errors } = answersFrom([ask({ type: 'pdf' })], given('0', document.sha256), NOT_REFUSED);
    expect([answers[0].value, errors]).toEqual([document, []]);
  });

  it('is none where nothing of that digest is attached', () => {
    for (const text of ['', 'e'.repeat(64), '__proto__', document.sha256.toUpperCase()]) {
      const { answers, errors } = answersFrom([ask({ type: 'pdf', required: true })], given('0', text), NOT_REFUSED);
      expect([answers[0].value, errors]).toEqual([null, [{ path: '0', rule: 'required' }]]);
    }
  });

  it('that could not be taken is an error, and what was attached before stays', () => {
    const refused = new Map([['0', 'protected' as const]]);
    const { answers, errors } = answersFrom([ask({ type: 'pdf' })], given('0', document.sha256), {
      documents,
      refused,
    });
    expect([answers[0].value, errors]).toEqual([document, [{ path: '0', rule: 'protected' }]]);
  });

  it('makes a row of a list, taken or not', () => {
    const list = ask({ type: 'array', fields: [ask({ type: 'pdf' })] });
    const refused = new Map([['0.4.0', 'damaged' as const]]);
    const { answers, errors } = answersFrom([list], given('0.1.0', document.sha256), { documents, refused });
    const rows = answers[0].value as StoredField[][];
    expect(rows.map(([{ value }]) => value)).toEqual([document, null]);
    expect(errors).toEqual([{ path: '0.1.0', rule: 'damaged' }]); // where the row is kept
  });
});

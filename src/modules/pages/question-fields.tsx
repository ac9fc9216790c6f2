import type { ComponentChildren } from 'preact';
import { calendarDay } from '../../platform/pages';
import type { Field } from './asked';
import { Value, writtenOut } from './field-list';
import { FileQuestion } from './file-question';
import type { Language } from './language';
import {
  inputId,
  inputName,
  Label,
  Meanings,
  wrongness,
  Wrong,
  type Answers,
  type QuestionProps,
} from './question-parts';

const FEW = 6;
const LONGEST_LIST = 50;

/** The question of a path: numbers of rows are no fields and are passed over. */
function fieldAt(fields: Field[], path: string): Field | undefined {
  const [first, ...rest] = path.split('.').map(Number);
  const field = fields.at(first);
  const below = field?.type === 'array' ? rest.slice(1) : rest;
  return field?.fields && below.length > 0 ? fieldAt(field.fields, below.join('.')) : field;
}

/** What the question of a path is called. */
export const labelAt = (fields: Field[], path: string): string => fieldAt(fields, path)?.label ?? '';

/** Where the first question of one more row of a list is answered: the id of its field. */
export function newRowId(fields: Field[], path: string, answers: Answers): string {
  const list = fieldAt(fields, path);
  const row = `${path}.${list ? rowsOf(list, path, answers) : 0}`;
  return list?.fields ? firstFieldId(list.fields, row) : inputId(row);
}

function firstFieldId(fields: Field[], below: string): string {
  const index = fields.findIndex(({ hidden, value }) => !hidden && value == null);
  const path = `${below}.${index}`;
  const { type, options, fields: parts } = fields[index] ?? {};
  if (type === 'object' && parts) return firstFieldId(parts, path);
  if (type === 'array' && !options) return parts ? firstFieldId(parts, `${path}.0`) : inputId(`${path}.0`);
  return type === 'boolean' || (options && options.length <= FEW) || type === 'array'
    ? firstChoiceId(path)
    : inputId(path);
}

const firstChoiceId = (path: string): string => `${inputId(path)}-first`;

/** Whether a PDF answers one of these questions: then the form is sent with its files. */
export const asksForFiles = (fields: Field[]): boolean =>
  fields.some(
    (field) => !field.hidden && field.value == null && (field.type === 'pdf' || asksForFiles(field.fields ?? [])),
  );

/** The questions of a form, those inside objects and lists included. What has a value already is shown, not asked. */
export function Questions({
  language,
  fields,
  answers,
  below = '',
}: Omit<QuestionProps, 'field' | 'path'> & { fields: Field[]; below?: string }) {
  return (
    <>
      {fields.map((field, index) =>
        field.hidden ? null : (
          <Question language={language} field={field} path={`${below}${index}`} answers={answers} />
        ),
      )}
    </>
  );
}

function Question(props: QuestionProps) {
  const { language, field } = props;
  if (field.value != null)
    return (
      <div class="question given">
        <p class="label" dir="auto">
          {field.label}
        </p>
        <p>
          <Value language={language} field={field} />
        </p>
      </div>
    );
  if (field.type === 'pdf') return <FileQuestion {...props} />;
  if (field.type === 'object') return <Group {...props} />;
  if (field.type === 'array') return field.options ? <Choices {...props} /> : <List {...props} />;
  if (field.type === 'boolean') return <Choices {...props} />;
  if (field.options) return field.options.length > FEW ? <Selection {...props} /> : <Choices {...props} />;
  return <Line {...props} />;
}

/** By the kind of answer, and by what stands in it: a date that is none of ISO 8601 would not show in a field for dates. */
function kindOfLine(type: Field['type'], given: string) {
  switch (type) {
    case 'number':
      return { type: 'text', inputMode: 'decimal', autocomplete: 'off' } as const;
    case 'date':
      return /^(\d{4}-\d\d-\d\d)?$/.test(given)
        ? ({ type: 'date' } as const)
        : ({ type: 'text', inputMode: 'numeric' } as const);
    case 'url':
      return { type: 'url', inputMode: 'url' } as const;
    default:
      return { type: 'text', dir: 'auto' } as const;
  }
}

function Line({ language, field, path, answers }: QuestionProps) {
  const given = answers.given.get(path)?.[0] ?? '';
  return (
    <div class="question">
      <label for={inputId(path)}>
        <Label language={language} field={field} />
      </label>
      <Wrong language={language} path={path} answers={answers} />
      <input
        id={inputId(path)}
        name={inputName(path)}
        {...kindOfLine(field.type, given)}
        value={given}
        aria-required={field.required ? 'true' : undefined}
        {...wrongness(path, answers)}
      />
      <Meanings language={language} path={path} answers={answers} />
    </div>
  );
}

function Selection({ language, field, path, answers }: QuestionProps) {
  const chosen = answers.given.get(path)?.[0] ?? '';
  return (
    <div class="question">
      <label for={inputId(path)}>
        <Label language={language} field={field} />
      </label>
      <Wrong language={language} path={path} answers={answers} />
      <select
        id={inputId(path)}
        name={inputName(path)}
        aria-required={field.required ? 'true' : undefined}
        {...wrongness(path, answers)}
      >
        <option value="">{language.words.form.choose}</option>
        {field.options?.map((option) => (
          <option value={String(option)} selected={String(option) === chosen}>
            {optionWords(language, field, option)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Radio buttons for one answer, tick boxes for several. */
function Choices({ language, field, path, answers }: QuestionProps) {
  const { form } = language.words;
  const chosen = answers.given.get(path) ?? [];
  const many = field.type === 'array';
  const ways = choicesOf(language, field);
  return (
    <fieldset class="question" id={inputId(path)} {...wrongness(path, answers)}>
      <legend>
        <Label language={language} field={field} />
      </legend>
      {many && <p class="hint">{form.several}</p>}
      <Wrong language={language} path={path} answers={answers} />
      <div class="choices">
        {ways.map(({ value, words }, index) => (
          <label class="choice">
            <input
              id={index === 0 ? firstChoiceId(path) : undefined}
              type={many ? 'checkbox' : 'radio'}
              name={inputName(path)}
              value={value}
              checked={chosen.includes(value) || (value === '' && chosen.length === 0)}
            />
            <span dir="auto">{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A radio button cannot be taken back: what may stay open has a way to leave it open. */
function choicesOf(language: Language, field: Field) {
  const { form, item } = language.words;
  const { type, options = [], required } = field;
  const given = options.map((option) => ({ value: String(option), words: optionWords(language, field, option) }));
  const sides = [
    { value: 'true', words: item.yes },
    { value: 'false', words: item.no },
  ];
  const ways = type === 'boolean' ? sides : given;
  return type === 'array' || required ? ways : [...ways, { value: '', words: form.noAnswer }];
}

/** Numbers and days as the language writes them; a text as it was asked. */
function optionWords({ tag }: Language, { type }: Field, option: string | number): string {
  if (typeof option === 'number') return writtenOut(option, tag);
  return type === 'date' ? calendarDay(new Date(option), tag) : option;
}

function Group({ language, field, path, answers }: QuestionProps) {
  return (
    <fieldset class="question group" id={inputId(path)}>
      <legend>
        <Label language={language} field={field} />
      </legend>
      <Wrong language={language} path={path} answers={answers} />
      <Questions language={language} fields={field.fields ?? []} answers={answers} below={`${path}.`} />
    </fieldset>
  );
}

/** A list of entries, each with its parts or a single line, and a button for one more. */
function List({ language, field, path, answers }: QuestionProps) {
  const { form } = language.words;
  const rows = Math.min(rowsOf(field, path, answers), LONGEST_LIST);
  return (
    <fieldset class="question group" id={inputId(path)} {...wrongness(path, answers)}>
      <legend>
        <Label language={language} field={field} />
      </legend>
      <Wrong language={language} path={path} answers={answers} />
      {Array.from({ length: rows }, (_, row) => (
        <Entry language={language} field={field} path={path} answers={answers} row={row} />
      ))}
      {rows < LONGEST_LIST && (
        <button class="button quiet-button" name="do" value={`MORE ${path}`}>
          {form.add}
        </button>
      )}
    </fieldset>
  );
}

function Entry({ language, field, path, answers, row }: QuestionProps & { row: number }): ComponentChildren {
  const words = language.words.item.entry(new Intl.NumberFormat(language.tag).format(row + 1));
  if (field.fields)
    return (
      <fieldset class="entry" id={inputId(`${path}.${row}`)}>
        <legend>{words}</legend>
        <Questions language={language} fields={field.fields} answers={answers} below={`${path}.${row}.`} />
      </fieldset>
    );
  return (
    <input
      id={inputId(`${path}.${row}`)}
      name={inputName(path)}
      type="text"
      dir="auto"
      value={answers.given.get(path)?.[row] ?? ''}
      aria-label={`${field.label}, ${words}`}
    />
  );
}

/** As many as are filled in, one at least, and one more where it was asked for. */
function rowsOf(field: Field, path: string, { given, errors, grow }: Answers): number {
  const rows = field.fields
    ? [...given.keys(), ...errors.keys()]
        .filter((at) => at.startsWith(`${path}.`))
        .map((at) => Number(at.slice(path.length + 1).split('.')[0]))
    : [(given.get(path)?.length ?? 0) - 1];
  return Math.max(1, ...rows.filter(Number.isSafeInteger).map((row) => row + 1)) + (grow === path ? 1 : 0);
}

import { calendarDay } from '../../platform/pages';
import { meaningOf } from '../requests';
import type { AnsweredPdf, AnswerError, Field } from './asked';
import type { Language } from './language';

/** What is wrong with an answer. */
export type Wrongness = Pick<AnswerError, 'rule' | 'meant'>;

/** A form as it stands: what was typed (or kept) by path, and what is wrong with it. */
export interface Answers {
  given: ReadonlyMap<string, string[]>;
  /** The files that are attached, by path. */
  attached: ReadonlyMap<string, AnsweredPdf>;
  errors: ReadonlyMap<string, Wrongness>;
  /** The list to which one more entry was asked for. */
  grow?: string;
}

export interface QuestionProps {
  language: Language;
  field: Field;
  path: string;
  answers: Answers;
}

export const inputName = (path: string): string => `a.${path}`;
export const inputId = (path: string): string => `q-${path.replaceAll('.', '-')}`;

/** The words of a question; what may be left out says so. */
export function Label({ language, field }: { language: Language; field: Field }) {
  return (
    <>
      <bdi>{field.label}</bdi>
      {!field.required && <span class="quiet"> ({language.words.form.optional})</span>}
    </>
  );
}

export function Wrong({ language, path, answers }: Omit<QuestionProps, 'field'>) {
  const wrong = answers.errors.get(path);
  if (!wrong) return null;
  return (
    <p class="error" id={`${inputId(path)}-error`}>
      {problemWords(language, wrong)}
    </p>
  );
}

/** What is wrong, in words; where an answer has several meanings, the question which of them is meant. */
export function problemWords(language: Language, { rule, meant = [] }: Wrongness): string {
  const { rules, unclear } = language.words.form;
  if (rule !== 'unclear') return rules[rule];
  const ways = new Intl.ListFormat(language.tag, { type: 'disjunction' });
  return unclear(ways.format(meant.map((meaning) => meaningWords(language, meaning))));
}

/** Thousands parted by a space, which nobody takes for decimals; a day with its month in words. */
const meaningWords = ({ tag }: Language, meaning: number | string): string =>
  typeof meaning === 'number'
    ? new Intl.NumberFormat(tag, { maximumFractionDigits: 20, useGrouping: 'always' })
        .formatToParts(meaning)
        .map(({ type, value }) => (type === 'group' ? '\u202f' : value))
        .join('')
    : calendarDay(new Date(meaning), tag);

/** Below an answer with several meanings: each to choose, beside the text as it was typed, which may be changed instead. */
export function Meanings({ language, path, answers }: Omit<QuestionProps, 'field'>) {
  const { meant } = answers.errors.get(path) ?? {};
  if (!meant) return null;
  const labelledBy = `${inputId(path)}-error`;
  return <MeaningChoices language={language} name={inputName(path)} labelledBy={labelledBy} meant={meant} />;
}

interface MeaningChoicesProps {
  language: Language;
  /** Of the field whose text has several meanings. */
  name: string;
  /** The question which of them is meant. */
  labelledBy: string;
  meant: (number | string)[];
}

export function MeaningChoices({ language, name, labelledBy, meant }: MeaningChoicesProps) {
  return (
    <div class="choices" role="radiogroup" aria-labelledby={labelledBy}>
      {meant.map((meaning) => (
        <label class="choice">
          <input type="radio" name={name} value={meaningOf(meaning)} />
          <span>{meaningWords(language, meaning)}</span>
        </label>
      ))}
    </div>
  );
}

export const wrongness = (path: string, { errors }: Answers) =>
  errors.has(path)
    ? ({ 'aria-invalid': 'true', 'aria-describedby': `${inputId(path)}-error` } as const)
    : ({} as Record<string, never>);

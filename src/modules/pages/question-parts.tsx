import type { AnsweredPdf, AnswerError, Field } from './asked';
import type { Language } from './language';

/** A form as it stands: what was typed (or kept) by path, and what is wrong with it. */
export interface Answers {
  given: ReadonlyMap<string, string[]>;
  /** The files that are attached, by path. */
  attached: ReadonlyMap<string, AnsweredPdf>;
  errors: ReadonlyMap<string, AnswerError['rule']>;
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
  const rule = answers.errors.get(path);
  if (!rule) return null;
  return (
    <p class="error" id={`${inputId(path)}-error`}>
      {language.words.form.rules[rule]}
    </p>
  );
}

export const wrongness = (path: string, { errors }: Answers) =>
  errors.has(path)
    ? ({ 'aria-invalid': 'true', 'aria-describedby': `${inputId(path)}-error` } as const)
    : ({} as Record<string, never>);

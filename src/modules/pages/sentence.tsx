import type { ComponentChildren, VNode } from 'preact';
import { clockTime, longDate, shortDate } from '../../platform/pages';

/** Stands in a sentence where something that is not text belongs. */
export const HOLE = '\u0001';

/** A sentence whose words come from a language and whose hole is filled with an element. */
export function Sentence({ text, hole }: { text: string; hole: ComponentChildren }) {
  const [before, after = ''] = text.split(HOLE);
  return (
    <>
      {before}
      {text.includes(HOLE) && hole}
      {after}
    </>
  );
}

const FORMS = { long: longDate, short: shortDate, clock: clockTime };

interface MomentProps {
  date: Date;
  tag: string;
  form?: keyof typeof FORMS;
}

/** A moment: in UTC with its name, until the page's script puts it into the time zone of whoever looks. */
export function Moment({ date, tag, form = 'long' }: MomentProps): VNode {
  return (
    <time datetime={date.toISOString()} data-form={form}>
      {FORMS[form](date, tag)}
    </time>
  );
}

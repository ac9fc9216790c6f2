import type { Field } from './asked';
import { FieldList } from './field-list';
import type { Frame } from './frame';
import { WebLink } from './web-link';

const isNamed = (field: Field, label: string): boolean => field.label.trim().toLowerCase() === label && !field.hidden;

/** The text that somebody agrees to, as it was written, and where it says more. */
export function ConsentContent({ frame: { language, contentTag }, fields }: { frame: Frame; fields: Field[] }) {
  const text = fields.find((field) => isNamed(field, 'text') && field.type === 'string');
  const url = fields.find((field) => isNamed(field, 'url'));
  const others = fields.filter((field) => field !== text && field !== url && !field.hidden);
  return (
    <div class="card reading" lang={contentTag}>
      {paragraphs(text?.value).map((paragraph) => (
        <p class="as-written" dir="auto">
          {paragraph}
        </p>
      ))}
      {typeof url?.value === 'string' && (
        <p>
          <span lang={language.tag}>{language.words.item.readMore}</span> <WebLink address={url.value} />
        </p>
      )}
      {others.length > 0 && <FieldList language={language} fields={others} />}
    </div>
  );
}

const paragraphs = (text: unknown): string[] =>
  typeof text === 'string' ? text.split(/\r?\n[ \t]*(?:\r?\n)+/).filter((paragraph) => paragraph.trim()) : [];

import { createContext, type ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { calendarDay, counted } from '../../platform/pages';
import type { AnsweredPdf, Field } from './asked';
import type { Language } from './language';
import { LimitHint, limitIn } from './limit';
import { Moment } from './sentence';
import { WebLink } from './web-link';

/** Below which address of ours the PDFs of an item lie, by their digests; null where they are named only. */
export const DocumentsAt = createContext<string | null>(null);

interface FieldListProps {
  language: Language;
  fields: Field[];
}

/** Names and values, one below the other on a phone and side by side on a desk. Hidden fields are left out. */
export function FieldList({ language, fields }: FieldListProps) {
  const visible = fields.filter(({ hidden }) => !hidden);
  const currency = currencyIn(visible);
  return (
    <dl class="fields">
      {visible.map((field) => (
        <div>
          <dt dir="auto">{field.label}</dt>
          <dd>
            {limitIn(language, field) ?? (
              <Value language={language} field={field} currency={isAmount(field) ? currency : undefined} />
            )}
            <LimitHint language={language} field={field} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What is signed as well but means little to people: counted, and there for whoever wants to see it. */
export function HiddenFields({ language, fields }: FieldListProps) {
  const hidden = hiddenIn(fields);
  if (hidden.length === 0) return null;
  return (
    <details class="more">
      <summary>{counted(language.words.item.hidden, hidden.length, language.tag)}</summary>
      <FieldList language={language} fields={hidden.map((field) => ({ ...field, hidden: false }))} />
    </details>
  );
}

const hiddenIn = (fields: Field[]): Field[] =>
  fields.flatMap((field) => (field.hidden ? field : hiddenIn(field.fields ?? [])));

const CURRENCY = /^(currency|moeda|divisa|moneda|devise|monnaie|währung|valuta|waluta|عملة|العملة)$/i;
const AMOUNT =
  /amount|price|total|fee|cost|budget|limit|maximum|minimum|montante|preço|custo|importe|precio|coste|montant|prix|coût|betrag|preis|kosten|importo|prezzo|costo|bedrag|prijs|kwota|cena|مبلغ|سعر/i;

/** A field that names the currency gives it to the amounts beside it. */
function currencyIn(fields: Field[]): string | undefined {
  const named = fields.find(({ label, type }) => type === 'string' && CURRENCY.test(label.trim()))?.value;
  return typeof named === 'string' && Intl.supportedValuesOf('currency').includes(named) ? named : undefined;
}

const isAmount = ({ type, label }: Field): boolean => type === 'number' && AMOUNT.test(label);

interface ValueProps {
  language: Language;
  field: Pick<Field, 'type' | 'value' | 'fields'>;
  /** ISO 4217, where a field beside this one says which and this one is an amount. */
  currency?: string;
}

/** One value, as the person's language writes it. */
export function Value({ language, field, currency }: ValueProps): ComponentChildren {
  const { type, value, fields } = field;
  const { item } = language.words;
  if (value == null && fields) return <FieldList language={language} fields={fields} />;
  if (value == null || value === '') return <span class="quiet">{item.nothing}</span>;
  if (type === 'pdf') return <PdfFacts language={language} value={value} />;
  if (Array.isArray(value)) return <Entries language={language} values={value} fields={fields} />;
  if (typeof value === 'object')
    return <FieldList language={language} fields={partsOf(value as Record<string, unknown>, fields)} />;
  if (typeof value === 'boolean') return value ? item.yes : item.no;
  if (typeof value === 'number') return writtenOut(value, language.tag, currency);
  return <Text type={type} text={typeof value === 'string' ? value : ''} tag={language.tag} />;
}

function Text({ type, text, tag }: { type: Field['type']; text: string; tag: string }) {
  if (type === 'date' && !Number.isNaN(Date.parse(text)))
    return text.includes('T') ? (
      <Moment date={new Date(text)} tag={tag} />
    ) : (
      <time datetime={text}>{calendarDay(new Date(text), tag)}</time>
    );
  if (type === 'url') return <WebLink address={text} />;
  return (
    <span class="as-written" dir="auto">
      {text}
    </span>
  );
}

function Entries({ language, values, fields }: { language: Language; values: unknown[]; fields?: Field[] }) {
  return (
    <ul class="entries">
      {values.map((value) => (
        <li>
          {isRow(value) ? (
            <FieldList language={language} fields={value} />
          ) : (
            <Value language={language} field={{ type: typeOf(value), value, fields }} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** A row of answers comes as the fields of its list, answered. */
const isRow = (value: unknown): value is Field[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((part) => part !== null && typeof part === 'object' && 'label' in part);

/** What a file was called, where somebody attached it, its pages and size, and a way to see it. */
function PdfFacts({ language, value }: { language: Language; value: unknown }) {
  const at = useContext(DocumentsAt);
  const { sha256, pages = 0, size = 0, fileName } = value as Partial<AnsweredPdf>;
  const numbers = new Intl.NumberFormat(language.tag);
  const facts = language.words.item.pdf(numbers.format(pages), numbers.format(Math.ceil(size / 1000)));
  const name = <bdi>{fileName ?? facts}</bdi>;
  return (
    <>
      {at && sha256 ? (
        <a class="file" href={`${at}/${sha256}`} target="_blank" rel="noopener">
          {name}
        </a>
      ) : (
        name
      )}
      {fileName && <span class="quiet about-file">{facts}</span>}
    </>
  );
}

/** The entries of an object as fields: of the type and visibility that `fields` gives to their names. */
function partsOf(value: Record<string, unknown>, fields: Field[] = []): Field[] {
  return Object.entries(value).map(([label, part]) => {
    const known = fields.find((field) => field.label === label);
    return { hidden: false, type: typeOf(part), ...known, label, value: part };
  });
}

function typeOf(value: unknown): Field['type'] {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as 'number';
  return value !== null && typeof value === 'object' ? 'object' : 'string';
}

/** With its thousands parted, also where a language leaves that out of short numbers, and nothing rounded away. */
export function writtenOut(value: number, tag: string, currency?: string): string {
  const digits = { maximumFractionDigits: 20, useGrouping: 'always' } as const;
  return new Intl.NumberFormat(tag, { ...digits, ...(currency && { style: 'currency', currency }) }).format(value);
}

import type { AnsweringItem } from '../requests';
import type { Frame } from './frame';
import { PageShell } from './page-shell';

export interface PageTextProps {
  item: AnsweringItem;
  text: string;
  /** Counted from 1. */
  page: number;
  of: number;
  /** The path of the item. */
  back: string;
}

/** What is written on one page of a document, and the ways to the pages before and after. */
export function PageTextPage({ frame, item, text, page, of, back }: PageTextProps & { frame: Frame }) {
  const { sign } = frame.language.words;
  const title = withPage(sign.pageText, page, of);
  const lines = text.split('\n').filter(Boolean);
  return (
    <PageShell language={frame.language} title={`${title}: ${item.name}`} frame={frame}>
      <p class="position">
        <a href={`${back}#page-${page}`}>
          <bdi>{item.name}</bdi>
        </a>
        <span class="quiet">{withPage(sign.page, page, of)}</span>
      </p>
      <h1>{title}</h1>
      <div class="page-text" dir="auto">
        {(lines.length > 0 ? lines : [sign.noText]).map((line) => (
          <p>{line}</p>
        ))}
      </div>
      <ul class="pages-beside">
        {[page - 1, page + 1]
          .filter((other) => other >= 1 && other <= of)
          .map((other) => (
            <li>
              <a href={`${back}/pages/${other}/text`}>{withPage(sign.pageText, other, of)}</a>
            </li>
          ))}
      </ul>
    </PageShell>
  );
}

const withPage = (words: string, page: number, of: number): string =>
  words.replace('{n}', String(page)).replace('{of}', String(of));

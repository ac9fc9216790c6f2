import { ComponentChildren, VNode } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { accentOf } from './accent';

export interface DocumentProps {
  /** BCP 47. */
  language: string;
  direction?: 'ltr' | 'rtl';
  title: string;
  /** Own files only: the pages' policy allows neither inline rules nor other origins. */
  stylesheets: string[];
  scripts?: string[];
  /** In front of the stylesheets: a script here runs before anything can be seen. */
  head?: ComponentChildren;
  children: ComponentChildren;
}

/** A tick on our accent. Inside the page, so that no browser asks for /favicon.ico; policies let it in by `img-src data:`. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>" +
    `<rect width='32' height='32' rx='7' fill='${accentOf(undefined).light.button}'/>` +
    "<path d='M8 17l5.5 5.5L24 11' fill='none' stroke='#fff' stroke-width='3.5' stroke-linecap='round' stroke-linejoin='round'/></svg>",
)}`;

/** The shell of every page of ours: language, direction, light and dark, no referrer, nothing indexed. */
export function Document({ language, direction = 'ltr', title, stylesheets, scripts, head, children }: DocumentProps) {
  return (
    <html lang={language} dir={direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex, nofollow" />
        <title>{title}</title>
        <link rel="icon" type="image/svg+xml" href={ICON} />
        {head}
        {stylesheets.map((href) => (
          <link rel="stylesheet" href={href} key={href} />
        ))}
        {scripts?.map((src) => (
          <script src={src} defer key={src} />
        ))}
      </head>
      <body>{children}</body>
    </html>
  );
}

/** A whole document as text. Every value in it is escaped by the renderer. */
export function renderDocument<Props>(document: VNode<Props>): string {
  return `<!doctype html>\n${renderToStaticMarkup(document)}\n`;
}

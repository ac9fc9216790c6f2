import { ComponentChildren, VNode } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';

export interface DocumentProps {
  /** BCP 47. */
  language: string;
  direction?: 'ltr' | 'rtl';
  title: string;
  /** Own files only: the pages' policy allows neither inline rules nor other origins. */
  stylesheets: string[];
  scripts?: string[];
  head?: ComponentChildren;
  children: ComponentChildren;
}

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
        {stylesheets.map((href) => (
          <link rel="stylesheet" href={href} key={href} />
        ))}
        {scripts?.map((src) => (
          <script src={src} defer key={src} />
        ))}
        {head}
      </head>
      <body>{children}</body>
    </html>
  );
}

/** A whole document as text. Every value in it is escaped by the renderer. */
export function renderDocument<Props>(document: VNode<Props>): string {
  return `<!doctype html>\n${renderToStaticMarkup(document)}\n`;
}

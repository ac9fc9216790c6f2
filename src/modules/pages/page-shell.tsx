import type { ComponentChildren } from 'preact';
import { Document } from '../../platform/pages';
import type { Frame } from './frame';
import type { Language } from './language';
import { LanguageMenu } from './language-menu';
import { Letterhead } from './letterhead';
import { assetAddress, stylesheetAddress } from './page-assets';

interface ShellProps {
  language: Language;
  title: string;
  /** Where there is a request. */
  frame?: Frame;
  /** `#rrggbb`, where there is no request but an organization. */
  colour?: string;
  /** The id of a form that is being filled in: another language does not lose what was typed. */
  form?: string;
  /** What stands on top, where there is no request. */
  top?: ComponentChildren;
  /** Scripts beyond the one that every page has. */
  scripts?: string[];
  children: ComponentChildren;
}

/** The document around everything a person at a link sees. */
export function PageShell({
  language,
  title,
  frame,
  colour = frame?.colour,
  form,
  top,
  scripts = [],
  children,
}: ShellProps) {
  const { tag, direction, words } = language;
  return (
    <Document
      language={tag}
      direction={direction}
      title={[title, frame?.sender.organization].filter(Boolean).join(' · ')}
      stylesheets={[stylesheetAddress(colour)]}
      scripts={frame || scripts.length > 0 ? ['page.js', ...scripts].map(assetAddress) : undefined}
      head={
        <>
          <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
          {frame && <TellingTheParent {...frame} />}
        </>
      }
    >
      {frame && (
        <header class="top column">
          <Letterhead {...frame.sender} />
          <LanguageMenu language={language} here={frame.here} form={form} />
        </header>
      )}
      {top && <header class="top column">{top}</header>}
      <main id="page" data-sending={words.sending} data-offline={words.offline}>
        {children}
      </main>
    </Document>
  );
}

/** Where a page of the organization may be around ours and something happened: neither deferred nor asynchronous, see tell.ts. */
function TellingTheParent({ origins, events }: Frame) {
  if (origins.length === 0 || events.length === 0) return null;
  return <script src={assetAddress('tell.js')} data-origins={origins.join(' ')} data-events={events.join(' ')} />;
}

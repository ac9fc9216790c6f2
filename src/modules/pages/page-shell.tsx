import type { ComponentChildren } from 'preact';
import { Document } from '../../platform/pages';
import type { Language } from './language';
import { stylesheetAddress } from './page-style';

interface ShellProps {
  language: Language;
  title: string;
  /** `#rrggbb` of the organization; ours where there is none. */
  colour?: string;
  children: ComponentChildren;
}

/** The document around everything a person at a link sees. */
export function PageShell({ language: { tag, direction }, title, colour, children }: ShellProps) {
  return (
    <Document
      language={tag}
      direction={direction}
      title={title}
      stylesheets={[stylesheetAddress(colour)]}
      head={<meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />}
    >
      <main>{children}</main>
    </Document>
  );
}

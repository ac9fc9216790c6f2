import type { ComponentChildren } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { type Accents, DARK, LIGHT } from '../../../platform/pages';
import type { Wording } from './wording';

interface ShellProps {
  wording: Pick<Wording, 'language' | 'direction' | 'subject' | 'preheader'>;
  accent: Accents;
  children: ComponentChildren;
}

/** The document around a mail: preheader, one column of at most 600 px, night and narrow-screen rules. */
export function MailShell({ wording: { language, direction, subject, preheader }, accent, children }: ShellProps) {
  const column = renderToStaticMarkup(<Column direction={direction}>{children}</Column>);
  return (
    <html lang={language} dir={direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{subject}</title>
        <style dangerouslySetInnerHTML={{ __html: overrides(accent) }} />
      </head>
      <body class="page" style={{ margin: '0', padding: '0', backgroundColor: LIGHT.page }}>
        <Preheader>{preheader}</Preheader>
        <table
          class="page"
          role="presentation"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          style={{ backgroundColor: LIGHT.page }}
        >
          <tr>
            <td
              class="margin"
              align="center"
              style={{ padding: '32px 12px' }}
              dangerouslySetInnerHTML={{ __html: forOutlook(column) }}
            />
          </tr>
        </table>
      </body>
    </html>
  );
}

function Column({ direction, children }: { direction: 'ltr' | 'rtl'; children: ComponentChildren }) {
  const align = direction === 'rtl' ? 'right' : 'left';
  const sheet = {
    width: '100%',
    maxWidth: '600px',
    backgroundColor: LIGHT.surface,
    border: `1px solid ${LIGHT.line}`,
    borderRadius: '14px',
    borderCollapse: 'separate',
  };
  return (
    <table
      class="column"
      role="presentation"
      width="100%"
      cellpadding="0"
      cellspacing="0"
      dir={direction}
      style={sheet}
    >
      <tr>
        <td class="body" align={align} style={{ padding: '36px 40px 28px', textAlign: align }}>
          {children}
        </td>
      </tr>
    </table>
  );
}

/** What lists show beside the subject; the blank tail keeps the mail's first words out of it. */
function Preheader({ children }: { children: string }) {
  const hidden = {
    display: 'none',
    maxHeight: '0',
    overflow: 'hidden',
    opacity: '0',
    fontSize: '1px',
    lineHeight: '1px',
  };
  return (
    <div style={hidden}>
      {children}
      {'\u00a0\u200c'.repeat(90)}
    </div>
  );
}

/** Word's engine knows no max-width: it gets a table of 600 px around the column. Nothing here comes from outside. */
const forOutlook = (column: string) =>
  `<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0"><tr><td><![endif]-->${column}` +
  '<!--[if mso]></td></tr></table><![endif]-->';

const overrides = ({
  dark,
}: ShellProps['accent']) => `:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) {
  .margin { padding: 0 !important; }
  .column { border: 0 !important; border-radius: 0 !important; }
  .body { padding: 28px 20px !important; }
  .code-cell { padding: 18px 16px !important; }
  .code { font-size: 34px !important; }
  .button-table, .button-label { width: 100% !important; box-sizing: border-box !important; }
}
@media (max-width: 340px) { .code { font-size: 28px !important; } }
@media (prefers-color-scheme: dark) {
  .page { background-color: ${DARK.page} !important; }
  .column { background-color: ${DARK.surface} !important; border-color: ${DARK.line} !important; }
  .inset { background-color: ${DARK.inset} !important; }
  .line { border-color: ${DARK.line} !important; }
  .text { color: ${DARK.text} !important; }
  .quiet { color: ${DARK.quiet} !important; }
  .link { color: ${dark.text} !important; }
  .button { background-color: ${dark.button} !important; }
  .button-label { color: ${dark.onButton} !important; }
}`;

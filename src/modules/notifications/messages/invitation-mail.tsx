import type { ComponentChildren } from 'preact';
import { type Accent, accentOf, LIGHT, SANS, SIZES } from '../../../platform/pages';
import { MailShell } from './mail-shell';
import type { Wording } from './wording';

interface MailProps {
  wording: Wording;
  colour: string | undefined;
  /** Content id of the logo part, if the mail carries one. */
  logo: string | undefined;
}

/**
 * The mail as old programs need it: one column, every rule inline. The classes only carry what the shell overrides at
 * night and on narrow screens.
 */
export function InvitationMail({ wording, colour, logo }: MailProps) {
  const accent = accentOf(colour);
  return (
    <MailShell wording={wording} accent={accent}>
      <Sender organization={wording.organization} logo={logo} />
      <h1 class="text" style={{ ...HEADING, fontSize: `${SIZES.title}px`, margin: '0 0 12px' }}>
        {wording.heading}
      </h1>
      <Paragraph>{wording.lead}</Paragraph>
      {wording.code && <Code code={wording.code} direction={wording.direction} />}
      <Paragraph>{wording.aboutButton}</Paragraph>
      <Button label={wording.button} link={wording.link} accent={accent.light} />
      <Paragraph quiet>
        {wording.linkInstead}
        <br />
        <a
          class="link"
          href={wording.link}
          target="_blank"
          style={{ color: accent.light.text, wordBreak: 'break-all' }}
        >
          <bdi dir="ltr">{wording.link}</bdi>
        </a>
      </Paragraph>
      {wording.answerUntil && <Paragraph>{wording.answerUntil}</Paragraph>}
      <div class="line" style={{ borderTop: `1px solid ${LIGHT.line}`, margin: '32px 0 24px', fontSize: '1px' }} />
      {wording.asides.map(([title, text]) => (
        <Aside title={title}>{text}</Aside>
      ))}
    </MailShell>
  );
}

/** `anywhere` lets a word that fits no line break; a table would grow with it instead. */
const TEXT = {
  fontFamily: SANS,
  fontSize: `${SIZES.base}px`,
  lineHeight: '1.5',
  color: LIGHT.text,
  overflowWrap: 'anywhere',
} as const;
const QUIET = { ...TEXT, fontSize: `${SIZES.small}px`, color: LIGHT.quiet };
const HEADING = { ...TEXT, lineHeight: '1.25', fontWeight: 'bold' };

/** On white by night too: most logos are drawn for it. */
const LOGO = { display: 'block', height: '40px', maxWidth: '160px', backgroundColor: '#ffffff', borderRadius: '6px' };

function Sender({ organization, logo }: { organization: string; logo: string | undefined }) {
  return (
    <table role="presentation" cellpadding="0" cellspacing="0" style={{ margin: '0 0 28px' }}>
      <tr>
        {logo && (
          <td>
            <img src={`cid:${logo}`} alt="" height="40" style={LOGO} />
          </td>
        )}
        {logo && <td width="12" />}
        <td class="text" style={{ ...TEXT, fontWeight: 'bold' }}>
          {organization}
        </td>
      </tr>
    </table>
  );
}

function Code({ code, direction }: { code: NonNullable<Wording['code']>; direction: Wording['direction'] }) {
  const digits = {
    ...HEADING,
    fontSize: `${SIZES.code}px`,
    letterSpacing: '0.2em',
    fontVariantNumeric: 'tabular-nums',
    margin: '2px 0 6px',
    textAlign: direction === 'rtl' ? 'right' : 'left',
  } as const;
  return (
    <table
      class="inset"
      role="presentation"
      width="100%"
      cellpadding="0"
      cellspacing="0"
      style={{ backgroundColor: LIGHT.inset, borderRadius: '10px', margin: '24px 0', borderCollapse: 'separate' }}
    >
      <tr>
        <td class="code-cell" style={{ padding: '20px 24px' }}>
          <p class="quiet" style={{ ...QUIET, margin: '0' }}>
            {code.label}
          </p>
          <p class="text code" dir="ltr" style={digits}>
            {code.digits}
          </p>
          <p class="quiet" style={{ ...QUIET, margin: '0' }}>
            {code.until}
          </p>
        </td>
      </tr>
    </table>
  );
}

function Button({ label, link, accent }: { label: string; link: string; accent: Accent }) {
  const face = {
    ...TEXT,
    display: 'inline-block',
    padding: '13px 26px',
    fontWeight: 'bold',
    color: accent.onButton,
    textDecoration: 'none',
  };
  return (
    <table class="button-table" role="presentation" cellpadding="0" cellspacing="0" style={{ margin: '24px 0' }}>
      <tr>
        <td
          class="button"
          align="center"

          style={{ backgroundColor: accent.button, borderRadius: '8px' }}
        >
          <a class="button-label" href={link} target="_blank" style={face}>
            {label}
          </a>
        </td>
      </tr>
    </table>
  );
}

function Paragraph({ children, quiet }: { children: ComponentChildren; quiet?: boolean }) {
  return (
    <p class={quiet ? 'quiet' : 'text'} style={{ ...(quiet ? QUIET : TEXT), margin: '0 0 16px' }}>
      {children}
    </p>
  );
}

function Aside({ title, children }: { title: string; children: string }) {
  return (
    <p class="quiet" style={{ ...QUIET, margin: '0 0 14px' }}>
      <strong>{title}</strong>
      <br />
      {children}
    </p>
  );
}

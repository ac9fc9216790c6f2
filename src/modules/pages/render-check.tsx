import type { ComponentChildren } from 'preact';
import { displayName, renderDocument } from '../../platform/pages';
import { CHECKER_PROGRAM, type Check, type Report, type Verdict } from '../verifier';
import { checkerAddress } from './checker-program.controller';
import type { CheckWords, Language } from './language';
import { LanguageMenu } from './language-menu';
import { Letterhead } from './letterhead';
import { type Mark, MarkDrawing } from './marks';
import { nameOf } from './page-language';
import { PageShell } from './page-shell';

const LONGEST_NAME = 80;
const LONGEST_DID = 120;

/** A file that was checked. */
export interface Checked {
  fileName: string;
  report: Report;
  /** The name of the organization that issued it, where that is proven. */
  organization: string | null;
}

export type CheckProblem = keyof CheckWords['problems'];

const MARKS: Record<Verdict, Mark> = { good: 'done', incomplete: 'notice', wrong: 'canceled', unreadable: 'missing' };

/** The page that takes a file, with what became of the one before where that could not be checked. */
export function renderCheck(language: Language, problem?: CheckProblem): string {
  const { check: words } = language.words;
  return renderDocument(
    <CheckShell language={language} title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.introduction}</p>
      <CheckForm language={language} problem={problem} />
      <p class="aside">{words.here}</p>
      <Program words={words.program} />
    </CheckShell>,
  );
}

/** What was found about a file, of which only the names are told again: its own, and the DID that it says it is from. */
export function renderChecked(language: Language, checked: Checked): string {
  const { verdict, unsealed, first, checks } = checked.report;
  const { check: words } = language.words;
  const file = displayName(checked.fileName, LONGEST_NAME);
  const { heading, text } = words.verdicts[unsealed ? 'unsealed' : verdict];
  const warnings = checks.filter(({ warning }) => warning);
  return renderDocument(
    <CheckShell language={language} title={heading}>
      <MarkDrawing mark={unsealed ? 'missing' : MARKS[verdict]} />
      {file && (
        <p class="about">
          <bdi>{file}</bdi>
        </p>
      )}
      <hgroup>
        <h1>{heading}</h1>
        <Issuer language={language} checked={checked} />
      </hgroup>
      <p>{text}</p>
      {first && (
        <section class="first" data-result={first.result}>
          <h2>{first.result === 'fail' ? words.firstWrong : words.firstLacking}</h2>
          <p>
            <strong>{words.names[first.check]}</strong>
          </p>
          <Detail check={first} />
        </section>
      )}
      {warnings.length > 0 && (
        <section class="first" data-result="skip">
          <h2>{words.warning}</h2>
          {warnings.map((check) => (
            <>
              <p>
                <strong>{words.names[check.check]}</strong>
              </p>
              <Detail check={check} />
            </>
          ))}
        </section>
      )}
      <details class="checks">
        <summary>{words.everything}</summary>
        <ul>
          {checks.map((check) => (
            <li data-result={check.result}>
              <strong>{words.results[check.result]}</strong>: {words.names[check.check]}
              <Detail check={check} />
            </li>
          ))}
        </ul>
      </details>
      <p class="aside">{words.here}</p>
      <CheckForm language={language} another />
      <Program words={words.program} />
    </CheckShell>,
  );
}

/** Who issued it: by name if that is proven, else by a DID, which reads as nothing but one, whatever words lie in it. */
function Issuer({ language, checked }: { language: Language; checked: Checked }) {
  const { check: words, verify } = language.words;
  const { verdict, issuer } = checked.report;
  const organization = displayName(checked.organization ?? undefined, LONGEST_NAME);
  if (issuer === null) return null;
  return (
    <>
      <p class="issuer">
        {verdict === 'good' ? verify.issuer : words.claimedIssuer}
        {organization && (
          <>
            : <bdi>{organization}</bdi>
          </>
        )}
      </p>
      <p class="quiet" lang="en" dir="ltr">
        <code>{displayName(issuer, LONGEST_DID)}</code>
      </p>
    </>
  );
}

/** For experts, in the one language that the checks speak. */
function Detail({ check: { where, message } }: { check: Check }) {
  return (
    <p class="quiet" lang="en" dir="ltr">
      {where && <code>{where}</code>} {message}
    </p>
  );
}

/** For whoever has this page, but not the repository. */
function Program({ words }: { words: CheckWords['program'] }) {
  const { name, sha256 } = CHECKER_PROGRAM;
  return (
    <section>
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <p>
        <a href={checkerAddress} download={name}>
          {words.save}
        </a>
      </p>
      <p class="quiet" lang="en" dir="ltr">
        <code class="fingerprint">node {name} bundle.zip</code>
      </p>
      <p class="quiet" lang="en" dir="ltr">
        <code class="fingerprint">{sha256}</code>
      </p>
    </section>
  );
}

function CheckShell({ language, title, children }: { language: Language; title: string; children: ComponentChildren }) {
  const top = (
    <>
      <Letterhead organization="Placet" />
      <LanguageMenu language={language} here="/verify" />
    </>
  );
  return (
    <PageShell language={language} title={title} scripts={['check.js']} top={top}>
      {children}
    </PageShell>
  );
}

function CheckForm({ language, problem, another }: { language: Language; problem?: CheckProblem; another?: boolean }) {
  const { check: words } = language.words;
  return (
    <form
      class="card check"
      method="post"
      action={`/verify?lang=${nameOf(language)}`}
      encType="multipart/form-data"
      data-once
      data-check
    >
      {problem && (
        <p id="file-error" class="error" role="alert">
          {words.problems[problem]}
        </p>
      )}
      <label for="file">{another ? words.another : words.file}</label>
      <p id="file-hint" class="hint">
        {words.hint}
      </p>
      <input
        id="file"
        type="file"
        name="file"
        required
        accept=".zip,.pdf,.json,application/zip,application/pdf,application/json"
        aria-describedby={problem ? 'file-error file-hint' : 'file-hint'}
      />
      <p class="hint" data-drop hidden>
        {words.drop}
      </p>
      <button class="button wide">{words.button}</button>
    </form>
  );
}

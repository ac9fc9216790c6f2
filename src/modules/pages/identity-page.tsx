import type { ComponentChildren } from 'preact';
import type { IdentityStep, MaskedIdentity } from '../identity';
import { isolated } from '../../platform/pages';
import type { Frame } from './frame';
import { Leave } from './list-page';
import { PageShell } from './page-shell';

export interface IdentityProps {
  frame: Frame;
  step: IdentityStep;
  /** The provider that was just chosen does not answer. */
  unavailable: boolean;
}

/** The code, this step, and what is asked. */
const [HERE, ALL] = [2, 3];

/** Who the person is: one clear step between the code and the items. */
export function IdentityPage({ frame, step, unavailable }: IdentityProps) {
  const { language, organization } = frame;
  const { identity } = language.words;
  const numbers = new Intl.NumberFormat(language.tag);
  return (
    <PageShell language={language} title={identity.heading} frame={frame}>
      <p class="progress">
        {identity.step(numbers.format(HERE), numbers.format(ALL))}
        <progress value={HERE - (step.met ? 0 : 1)} max={ALL} aria-hidden="true" />
      </p>
      <h1>{identity.heading}</h1>
      {step.met ? (
        <PassOnQuestion frame={frame} step={step} />
      ) : (
        <>
          <p class="lead">{identity.lead(organization)}</p>
          <Problem frame={frame} step={step} unavailable={unavailable} />
          {step.onFile && <Confirmation frame={frame} onFile={step.onFile} />}
          <UnderWay frame={frame} step={step} />
          <Choice frame={frame} step={step} />
          <p>
            <a href={`${frame.base}/answer`}>{identity.readFirst}</a>
          </p>
        </>
      )}
      <Leave frame={frame} />
    </PageShell>
  );
}

/** Why the last attempt came to nothing, and what to do next. */
function Problem({ frame: { language, organization }, step, unavailable }: IdentityProps) {
  const { identity } = language.words;
  const reason = unavailable ? 'unavailable' : step.last?.status === 'OVER' ? step.last.reason : null;
  const nowhere = step.tooMany || (step.providers.length === 0 && step.onFile === null);
  if (!reason && !nowhere) return null;
  return (
    <div class="notice" role={reason ? 'alert' : undefined}>
      {reason && <p>{identity.reasons[reason]}</p>}
      {step.tooMany && <p>{identity.tooMany}</p>}
      {nowhere && <p>{identity.ask(organization)}</p>}
    </div>
  );
}

function Confirmation({ frame, onFile }: { frame: Frame; onFile: MaskedIdentity }) {
  const { identity } = frame.language.words;
  return (
    <section class="card identity">
      <h2>{identity.onFileTitle}</h2>
      <p>{identity.onFileText(frame.organization)}</p>
      <dl class="facts">
        <Detail name={identity.fields.fullName}>{onFile.fullName}</Detail>
        <Detail name={identity.born}>{onFile.born}</Detail>
        <Detail name={identity.fields.docId}>{onFile.document}</Detail>
        <Detail name={identity.fields.countryAlpha3}>{onFile.countryAlpha3}</Detail>
      </dl>
      <form method="post" action={`${frame.base}/identity/confirm`} data-once>
        <button class="button wide" name="me" value="YES">
          {identity.yes}
        </button>
        <button class="button wide quiet-button" name="me" value="NO">
          {identity.no}
        </button>
      </form>
    </section>
  );
}

const Detail = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <bdi>{children}</bdi>
    </dd>
  </div>
);

/** The way to a provider that was chosen, or the wait for it. */
function UnderWay({ frame, step: { last } }: Pick<IdentityProps, 'frame' | 'step'>) {
  const { language, base } = frame;
  const { identity } = language.words;
  if (last?.status !== 'PENDING') return null;
  const provider = isolated(last.provider, language.direction);
  if (last.address === null)
    return (
      <section class="card identity">
        <h2>{identity.waitingTitle}</h2>
        <p>{identity.waiting(provider)}</p>
        <form method="post" action={`${base}/identity/again`} data-once>
          <button class="button wide">{identity.lookAgain}</button>
        </form>
      </section>
    );
  return (
    <section class="card identity">
      <h2>{identity.awayTitle(provider)}</h2>
      <p>{identity.away(isolated(hostOf(last.address) ?? last.provider, language.direction))}</p>
      <a class="button wide" href={last.address} rel="noreferrer">
        {identity.goTo(provider)}
      </a>
    </section>
  );
}

/** Null for a path of ours. */
const hostOf = (address: string): string | null => (URL.canParse(address) ? new URL(address).host : null);

function Choice({ frame, step }: Pick<IdentityProps, 'frame' | 'step'>) {
  const { language, base } = frame;
  const { identity } = language.words;
  if (step.tooMany || step.providers.length === 0) return null;
  const second = step.last !== null || step.onFile !== null;
  return (
    <section class="identity">
      <h2>{second ? identity.againTitle : identity.chooseTitle}</h2>
      {step.expectsDocument && <p>{identity.expectsDocument}</p>}
      <form method="post" action={`${base}/identity/start`} data-once>
        {step.providers.map(({ id, name }) => (
          <button class={second ? 'button wide quiet-button' : 'button wide'} name="provider" value={id}>
            {identity.with(isolated(name, language.direction))}
          </button>
        ))}
      </form>
    </section>
  );
}

/** Identified. Whether the organization may know as whom. */
function PassOnQuestion({ frame, step: { passOn } }: Pick<IdentityProps, 'frame' | 'step'>) {
  const { language, organization, base } = frame;
  const { identity } = language.words;
  return (
    <>
      <p class="news" role="status">
        {identity.confirmed}
      </p>
      <p>{identity.learns(organization)}</p>
      {passOn && (
        <section class="card identity">
          <h2>{identity.passOnTitle(organization)}</h2>
          <p>{identity.passOnText(organization)}</p>
          <dl class="facts">
            {passOn.fields.map(({ field, value }) => (
              <Detail name={identity.fields[field]}>{value}</Detail>
            ))}
          </dl>
          <form method="post" action={`${base}/identity/pass-on`} data-once>
            <input type="hidden" name="id" value={passOn.id} />
            <button class="button wide" name="agreed" value="YES">
              {identity.agree}
            </button>
            <button class="button wide" name="agreed" value="NO">
              {identity.decline}
            </button>
          </form>
        </section>
      )}
    </>
  );
}

import { Document } from '../../platform/pages';
import { SCRIPTED_OUTCOMES, type ScriptedOutcome } from './scripted-provider';

interface IdentityPageProps {
  state: string;
  /** Null where the person chooses. */
  outcome: ScriptedOutcome | null;
}

const back = (state: string, outcome: string): string =>
  `/identity/callback/scripted?${new URLSearchParams({ state, outcome }).toString()}`;

/** What stands here for the page of a bank or an eID: nobody is identified, the outcome is chosen. */
export function IdentityPage({ state, outcome }: IdentityPageProps) {
  const outcomes = outcome ? [outcome] : (Object.keys(SCRIPTED_OUTCOMES) as ScriptedOutcome[]);
  return (
    <Document language="en" title="Playground identity" stylesheets={['/playground/identity/identity.css']}>
      <main>
        <p class="badge">Playground</p>
        <h1>Identity provider</h1>
        <p>
          A bank or an eID would ask here who you are. In the playground nobody is identified:{' '}
          {outcome ? 'the contact decides what comes out.' : 'choose what shall come out.'}
        </p>
        <ul class="outcomes">
          {outcomes.map((each) => (
            <li>
              <a class="button" href={back(state, each)}>
                {SCRIPTED_OUTCOMES[each]}
              </a>
            </li>
          ))}
        </ul>
      </main>
    </Document>
  );
}

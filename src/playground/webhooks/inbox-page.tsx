import { Document } from '../../platform/pages';
import type { WebhookSecrets } from '../../modules/webhooks';
import { MAILBOX } from '../mailbox/mailbox-pages';
import type { ArrivedWebhook } from './inbox';

/** What arrived, newest first, and what a receiver of one's own needs. */
export function InboxPage({ arrived, secrets }: { arrived: ArrivedWebhook[]; secrets: WebhookSecrets | null }) {
  return (
    <Document
      language="en"
      title="Webhooks"
      stylesheets={[`${MAILBOX}/assets/mailbox.css`]}
      head={<meta http-equiv="refresh" content="5" />}
    >
      <main>
        <header>
          <p class="badge">Playground</p>
          <h1>Webhooks</h1>
          <p class="quiet">What an endpoint that wants every event is told, checked and decrypted. The newest 100.</p>
        </header>
        {arrived.length === 0 ? <Empty /> : <Entries arrived={arrived} />}
        {secrets && <Secrets {...secrets} />}
      </main>
    </Document>
  );
}

function Empty() {
  return (
    <section class="card empty">
      <h2>Nothing has arrived yet</h2>
      <p>
        Create a request with <code>POST /v1/request</code>, open its link in the <a href={MAILBOX}>mailbox</a> and
        answer. What your server would be told appears here within seconds.
      </p>
    </section>
  );
}

function Entries({ arrived }: { arrived: ArrivedWebhook[] }) {
  return (
    <ol class="entries">
      {arrived.map(({ id, at, event, times, payload }) => (
        <li class="card" id={id}>
          <details>
            <summary class="between">
              <strong>{event}</strong>
              <time datetime={at.toISOString()}>{at.toISOString().slice(0, 19).replace('T', ' ')} UTC</time>
            </summary>
            <p class="quiet">
              webhook-id {id}
              {times > 1 && `, arrived ${times} times`}
            </p>
            {/* A box that scrolls must be reachable without a mouse. */}
            <pre class="text" tabIndex={0}>
              {JSON.stringify(payload, null, 2)}
            </pre>
          </details>
        </li>
      ))}
    </ol>
  );
}

function Secrets({ signatureSecret, encryptionSecret, encryptionSalt }: WebhookSecrets) {
  return (
    <section class="card secrets">
      <h2>For a receiver of your own</h2>
      <p>
        Register it with <code>POST /v1/webhooks</code>; http and this machine are accepted here. One set of secrets
        holds for all endpoints of the demo organization:
      </p>
      <dl class="envelope">
        <dt>signatureSecret</dt>
        <dd>
          <code>{signatureSecret}</code>
        </dd>
        <dt>encryptionSecret</dt>
        <dd>
          <code>{encryptionSecret}</code>
        </dd>
        <dt>encryptionSalt</dt>
        <dd>
          <code>{encryptionSalt}</code>
        </dd>
      </dl>
    </section>
  );
}

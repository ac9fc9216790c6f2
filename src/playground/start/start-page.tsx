import { Document } from '../../platform/pages';
import { firstCall } from '../first-call';

export const START_STYLES = '/playground/assets/start.css';

const PLACES = [
  { href: '/docs', title: 'Try the API', text: 'Every call with its rules, and a button that makes it.' },
  { href: '/playground/webhooks', title: 'See the webhooks', text: 'What your server would be told, decrypted.' },
  { href: '/playground/mailbox', title: 'Read the mail', text: 'The e-mails and SMS that people would have got.' },
];

/** Where to begin. */
export function StartPage({ url }: { url: string }) {
  return (
    <Document language="en" title="Placet playground" stylesheets={[START_STYLES]}>
      <main>
        <p class="badge">Playground</p>
        <h1>Placet is running</h1>
        <p>It asks people for a yes and keeps the proof. Here no message leaves this machine: try whatever you like.</p>
        <ul class="places">
          {PLACES.map(({ href, title, text }) => (
            <li class="card">
              <a href={href}>
                <strong>{title}</strong>
                <span>{text}</span>
              </a>
            </li>
          ))}
        </ul>
        <h2>Make the first call</h2>
        <p>Paste this into a terminal. It asks two people for one document; the answer has their links and codes.</p>
        {/* A box that scrolls must be reachable without a mouse. */}
        <pre class="card" tabIndex={0}>
          {firstCall(url)}
        </pre>
        <p class="quiet">
          From this machine no key is needed. For signed calls, as a real server wants them, a key and its secret lie in{' '}
          <code>.placet/playground.json</code>. Ctrl-C in the terminal stops everything; the data stays in{' '}
          <code>.placet/</code>.
        </p>
      </main>
    </Document>
  );
}

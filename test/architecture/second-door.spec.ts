import ts from 'typescript';
import { isSpec, nodes, parsed } from './source-files';

/**
 * Who works across organizations, and why. A line here is a decision: the caller sees every tenant's rows of the tables
 * that the migration opens to placet_system, so it is read by a second pair of eyes.
 */
const CALLERS = [
  'src/modules/auth/callers.ts: api-key.find',
  'src/modules/auth/callers.ts: api-key.touch',
  // Anybody may resolve a DID or fetch a status list: whose it is has to be found first. Names and owners only.
  // The code on a signed document leads anybody to whether it stands: whose it is has to be found first.
  'src/modules/credentials/verification/public-standing.ts: credential.find',
  'src/modules/credentials/dids/find-did.ts: did.find',
  'src/modules/credentials/dids/public-status-lists.ts: status-list.find',
  // Whoever holds a document may ask whether it was sealed here: by its digest, and who asked for it is what it says itself.
  'src/modules/credentials/dids/sealed-on-record.ts: sealed-document.find',
  // How many wait for an administrator: two numbers for health and metrics.
  'src/modules/credentials/sealing/refused-sealings.ts: sealings.troubled',
  // Which seals end soon: their ids and whose they are.
  'src/modules/credentials/sealing/seal-renewals.ts: seal-renewals.claim',
  'src/modules/credentials/sealing/sealing-queue.ts: sealings.claim',
  'src/modules/credentials/sealing/sealing-queue.ts: sealings.record',
  'src/modules/credentials/sealing/sealing-queue.ts: sealings.waiting',
  'src/modules/documents/prune-attachments.ts: attachments.prune',
  // Which organizations have entries to link or links to sign: their ids and nothing else.
  'src/modules/evidence/chainer.ts: evidence.to-do',
  'src/modules/evidence/chain-metrics.ts: evidence.waiting',
  // How long the logs of those are whose calls wait: numbers.
  'src/modules/evidence/log-watch.ts: evidence.heads',
  // The server's own certificates, which it publishes; an administrator says that the key of one was compromised.
  'src/modules/keys/seal-certificates.ts: seal-certificates.read',
  'src/modules/keys/seal-certificates.ts: seal-certificates.compromised',
  // Somebody comes back from an identity provider with a state: whose attempt it is has to be found first.
  'src/modules/identity/take-return.ts: identity-return.find',
  'src/modules/notifications/notification-queue.ts: notifications.claim',
  'src/modules/notifications/notification-queue.ts: notifications.record',
  // How much waits and how late it is: numbers by kind for the metrics.
  'src/modules/notifications/notification-queue.ts: notifications.waiting',
  'src/modules/requests/answering/find-entry.ts: link.find',
  // Which requests expired and whose they are: ids. It logs that as each of them.
  'src/modules/requests/expire-requests.ts: requests.expired',
  'src/modules/requests/listing/search-requests.ts: requests.search',
  'src/modules/requests/requests.service.ts: link.find',
  // What is due of all organizations, and what came of it; what is told is opened as the organization.
  'src/modules/webhooks/deliveries/webhook-queue.ts: webhooks.claim',
  'src/modules/webhooks/deliveries/record-attempts.ts: webhooks.record',
  'src/modules/webhooks/deliveries/webhook-queue.ts: webhooks.waiting',
  'src/modules/webhooks/deliveries/prune-deliveries.ts: webhooks.prune',
  'src/modules/organizations/organizations.service.ts: admin.list-organizations',
  'src/platform/writes/prune-earlier-writes.ts: idempotency.prune',
];

const DOOR = 'src/platform/database/unit-of-work.ts';
const files = parsed('src', 'migrations');

/** The reasons that `SystemReason` allows. */
function declaredReasons(): string[] {
  const file = files.find(({ fileName }) => fileName === DOOR)!;
  const [type] = nodes(file, ts.isTypeAliasDeclaration).filter(({ name }) => name.text === 'SystemReason');
  return nodes(file, ts.isLiteralTypeNode)
    .filter((node) => node.pos >= type.pos && node.end <= type.end)
    .flatMap(({ literal }) => (ts.isStringLiteral(literal) ? [literal.text] : []));
}

/** `file: reason` of every call; a reason that is not written out on the spot shows as it stands and is in no list. */
function calls(): string[] {
  return files
    .filter(({ fileName }) => !isSpec(fileName) && fileName !== DOOR)
    .flatMap((file) =>
      nodes(file, ts.isPropertyAccessExpression)
        .filter(({ name }) => name.text === 'runAsSystem')
        .map(({ parent }) => {
          const reason = ts.isCallExpression(parent) ? parent.arguments.at(0) : undefined;
          if (!reason) return `${file.fileName}: (passed on without a call)`;
          return `${file.fileName}: ${ts.isStringLiteral(reason) ? reason.text : reason.getText()}`;
        }),
    );
}

describe('The door across organizations', () => {
  it('is opened by these files for these reasons, and by nobody else', () => {
    expect([...new Set(calls())].sort()).toEqual([...CALLERS].sort());
  });

  it('has no reason that nobody uses', () => {
    const used = new Set(calls().map((call) => call.split(': ')[1]));
    expect(declaredReasons().filter((reason) => !used.has(reason))).toEqual([]);
    expect(declaredReasons().length).toBeGreaterThan(0);
  });

  it('is the only place that takes the role of the system', () => {
    const takers = files
      .filter(({ fileName }) => !isSpec(fileName) && fileName.startsWith('src/'))
      .filter((file) => nodes(file, ts.isStringLiteralLike).some(({ text }) => /ROLE\s+placet_system/i.test(text)))
      .map(({ fileName }) => fileName);
    expect(takers).toEqual([DOOR]);
  });
});

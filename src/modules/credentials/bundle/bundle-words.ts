import type { EvidenceKind } from '../../evidence';
import type { DidDocument } from '../../keys';
import type { StatusReason } from '../credential-status';

/** What an entry of the log says, in plain words. */
export const HAPPENED: Record<EvidenceKind, string> = {
  'request.created': 'The organization asked; what would be shown was fixed by its digest.',
  'request.canceled': 'The organization took the request back.',
  'request.settled': 'The request was closed: everything in it was answered.',
  'request.expired': 'The time to answer was over.',
  'code.sent': 'A new one-time code was sent.',
  'code.returned': 'A new one-time code was given to the organization to deliver.',
  'code.locked': 'Too many wrong codes were entered: no more are taken.',
  'link.opened': 'The link was opened.',
  'contact.verified': 'The right one-time code was entered.',
  'identity.verified': 'A person was identified, as the security level of the request asks.',
  'identity.failed': 'A person was not identified.',
  'identity.passed_on': 'A person agreed that the organization is told who they are.',
  'item.viewed': 'What was asked was looked at.',
  'document.signed': 'A person put marks on the document.',
  'decision.made': 'A person answered.',
  'decision.withdrawn': 'A person took the answer back.',
  'identity.filed': 'The organization put an identity on file for a person.',
  'contact.added': 'The organization said that another contact is the same person.',
  'notification.sent': 'A message was sent.',
  'notification.failed': 'A message could not be sent.',
  'credential.sealed': 'The answer was sealed: the proofs were made.',
  'credential.sealing_refused':
    'What came out of the sealing was not the document that was asked: nothing was sealed, and it was tried again later.',
  'credential.seal_renewed':
    'A later timestamp was put behind the sealed document, before the certificate of the one before ended. Nothing else changed.',
  'credential.revoked': 'The organization revoked the credential.',
  'key.made': 'An API key was made.',
  'key.rotated': 'An API key got a new signature secret.',
  'key.revoked': 'An API key was revoked.',
  'mandate.authorized': 'Something was held under the mandate.',
  'mandate.committed': 'Something was spent under the mandate.',
  'mandate.refunded': 'Something was given back under the mandate.',
  'mandate.revoked': 'The mandate ended for good.',
  'webhook.made': 'A webhook endpoint was added.',
  'webhook.changed': 'A webhook endpoint was changed.',
  'webhook.removed': 'A webhook endpoint was removed.',
  'webhook.disabled': 'A webhook endpoint was disabled, because it was gone or did not answer for days.',
  'webhook.secrets_made': 'The secrets of webhooks were made, or made anew.',
};

/** Why what some had answered came to nothing. */
export const ENDED: Record<StatusReason, string> = {
  EXPIRED: 'it could not be answered any more before everybody who was asked had answered',
  CANCELED: 'the organization took the request back before everybody who was asked had answered',
  SKIPPED: 'it was optional, and somebody who was asked left it out',
  WITHDRAWN: 'somebody who had accepted took that back before everybody who was asked had answered',
  REVOKED: 'the organization ended it',
};

/** Files by the beginning of their names, in the order of the bundle; `dids` is what dids.json holds. */
export const aboutFiles = (dids: DidDocument[]): [name: string, text: string][] => [
  [
    'credential.json',
    'The result as a W3C Verifiable Credential, signed by the organization. It names each answer by its digest, and the sealed document. Where not everybody has accepted, it is a record that says so and why, and nothing can be done under it.',
  ],
  [
    'decisions/',
    'One file an answer. Each is signed with a key of the person who gave it, which this server keeps for that person. It names what was shown by its digest.',
  ],
  [
    'document.pdf',
    'The signed document: the original with everybody’s marks, an evidence page behind it (where there is no evidence.pdf), and a digital seal (PAdES) that breaks if anything is changed. Any PDF reader checks the seal.',
  ],
  [
    'evidence.pdf',
    'How document.pdf was signed, as a document of its own with a seal of its own: document.pdf carried signatures of others before, so its pages stayed as they were. The seal names document.pdf by its digest (SHA-256).',
  ],
  ['original.pdf', 'The document as the organization uploaded it and as people were shown it.'],
  [
    'attachments/',
    'Every other PDF that was shown, or that somebody attached to an answer. The name is its digest (SHA-256), by which credential.json and the decisions speak of it.',
  ],
  [
    'log.json',
    'The entries of the organization’s log that speak of this question: what happened, when, from which address, in which browser. Each log is a chain of hashes with signed checkpoints: an entry cannot be changed, added or removed later without breaking it. Entries of other questions appear as hashes only.',
  ],
  ['dids.json', dids.some(isOfServer) ? KEYS_OF_ALL : KEYS_OF_SIGNERS],
  [
    'status-list.json',
    'A signed list that says whether the organization or the person has taken the credential back, as of the time this bundle was made. A record has none: nothing of it could be taken back.',
  ],
  ['manifest.json', 'The digest of every file here, signed by the organization: none can be exchanged or left out.'],
];

const KEYS_OF_ALL =
  'The public keys of the organization, of each person who answered and of the server, for checking the rest. Those of the server come with the certificates that documents are, and were, sealed under; one whose key was compromised is marked as revoked, with the time.';
const KEYS_OF_SIGNERS =
  'The public keys of the organization and of each person who answered, for checking the rest. None is of the server: it publishes its own only where its address is https. The certificate that sealed a document is in the document.';
/** Only the server's document publishes a certificate. */
const isOfServer = ({ verificationMethod = [] }: DidDocument): boolean =>
  verificationMethod.some(({ publicKeyJwk }) => publicKeyJwk);

export const LIMITS = [
  'It proves that whoever answered had entered the one-time code that was made for the contact named above, was shown the content named by its digest, and answered as written, at the time written; and that nothing of this was changed since it was signed.',
  'It does not prove who that human being was, beyond the contact. Whoever reads somebody’s mailbox or telephone can enter the code. Where the organization was shown the code as well, or delivered it itself, the organization could have entered it: the section about the answers says so.',
  'The keys of the organization and of each person are kept by the server, which is run by the organization or on its behalf. They protect against changes afterwards, not against an operator who invented an answer at the time it is dated. The times are those of that server’s clock; a document sealed with a timestamp of an independent authority proves the time of the seal as well.',
  'Details that were erased from the log (personal data) are shown as null. Their digest still stands: if somebody kept them, they can be compared.',
  'Somebody who controls the server could leave the newest entries of the log out before a checkpoint was signed. A checkpoint that somebody else kept, also one in an older bundle, shows if the log was rewritten later.',
];

/** What to do, and the command for it if there is one. `program` is the address of the checker. */
export const howToCheck = (program: string): [text: string, command?: string][] => [
  [
    `All of it, offline, with the checker that comes with Placet and the zip as it was downloaded (needs Node.js, and nothing else). The checker is one file, the same for every bundle; save it from ${program} or take it from somebody you trust more:`,
    'node placet-verify.mjs bundle.zip',
  ],
  [
    'The seal of document.pdf, where there is one, with tools that have nothing to do with Placet: open it in a PDF reader, or',
    'pdfsig document.pdf',
  ],
  [
    'The digest of a file, with any computer; it must be the one in manifest.json:',
    'openssl dgst -sha256 credential.json',
  ],
  [
    'The keys here are this bundle’s own word. Compare those of the organization with the ones it publishes: the document of did:web:<host>:o:<number> is at https://<host>/o/<number>/did.json, that of a did:via at <address of the server>/v1/via/dids/<the did>. Or compare them with an older document of the same organization. Its keys, as they are named here:',
  ],
];

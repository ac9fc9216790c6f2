import { oneLine } from '../../../platform/pages';
import type { LogExcerpt } from '../../evidence';
import type { DidDocument, SecuredDocument } from '../../keys';
import type { DocumentReference, StoredField } from '../../resources';
import { evidenceWords } from '../sealing/evidence-words';
import { identifiedText } from '../sealing/identified-text';
import type { SealedDecision } from '../sealing/sealing-facts';
import { checkerUrlBeside } from '../sealing/verify-url';
import { aboutFiles, ENDED, HAPPENED, howToCheck, LIMITS } from './bundle-words';
import type { Bundled } from './find-bundled';
import { facts, heading, paragraph } from './plain-lines';
import { keyRevokedAt } from './revoked-keys';

export interface Explained {
  bundled: Bundled;
  log: LogExcerpt;
  dids: DidDocument[];
  at: Date;
  /** Of the files beside it. */
  names: string[];
}

const CODE_BY = {
  EMAIL: 'a one-time code that this server sent by e-mail',
  SMS: 'a one-time code that this server sent by SMS',
  ORGANIZATION: 'a one-time code that the organization itself delivered',
};
const SEEN_BY = {
  PERSON: 'the code went to this person only',
  ORGANIZATION_TOO: 'the organization was shown the code as well',
};
/** What stands in full in credential.json is cut here. */
const LONGEST_VALUE = 4000;

const utc = (time: Date): string => `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** README.txt: the bundle in plain words, for somebody who has to judge it. In English, lines of 78 characters. */
export function bundleReadme(explained: Explained): string {
  const { bundled, at } = explained;
  return [
    ...heading('EVIDENCE OF A DECISION', '='),
    ...paragraph(
      `${oneLine(bundled.organization.name)} asked ${everybody(bundled)} a question through Placet, a server that asks people for a yes and ` +
        'keeps the proof. This folder holds the answer and everything that proves it. It can be checked without that server.',
    ),
    ...facts([
      ['This bundle was made', utc(at)],
      ['Outcome', outcomeOf(bundled)],
      ...takenBack(bundled),
      ...notProvedAnyMore(explained),
    ]),
    ...whoAsked(bundled),
    ...whatWasAsked(bundled),
    ...whoAnswered(explained),
    ...whatHappened(explained.log),
    ...whatIsHere(explained),
    ...heading('WHAT THIS PROVES AND WHAT IT DOES NOT'),
    ...LIMITS.flatMap((text) => paragraph(text)),
    ...checking(explained),
  ].join('\r\n');
}

const named = (values: Record<string, string>): string[] => facts(Object.entries(values));

const everybody = ({ people }: Bundled): string => (people.length === 1 ? 'one person' : `${people.length} people`);

function outcomeOf({ facts: { outcome, ended, decisions } }: Bundled): string {
  if (ended) return `CAME TO NOTHING on ${utc(ended.at)}: ${ENDED[ended.reason]}. Nothing of it counts`;
  return outcome === 'APPROVED'
    ? `APPROVED by everybody who was asked, at last ${utc(decisions.at(-1)!.decidedAt)}`
    : 'REJECTED: one reject is enough';
}

const takenBack = ({ takenBack: ended }: Bundled): [string, string][] =>
  ended
    ? [['Taken back', `${utc(ended.at)}, by ${ended.by === 'WITHDRAWN' ? 'who had given it' : 'the organization'}`]]
    : [];

/** Whoever holds a key that was revoked could have signed it as well: the checker calls such a bundle wrong. */
function notProvedAnyMore({ bundled: { credential, decisions }, dids }: Explained): [string, string][] {
  const signed: [string, SecuredDocument][] = [
    ['credential.json', credential],
    ...decisions.map(({ id, document }): [string, SecuredDocument] => [`decisions/${id}.json`, document]),
  ];
  return signed.flatMap(([name, document]) => {
    const at = keyRevokedAt(document, dids);
    return at ? [['NOT PROVED ANY MORE', `${name}: ${revokedOn(at)}`]] : [];
  });
}

const revokedOn = (at: Date): string =>
  `the key that signed it was revoked on ${utc(at)}, because somebody else may hold it. Nothing that it has signed counts any longer`;

const whoAsked = ({ organization, requestName, requestId, askedAt }: Bundled): string[] => [
  ...heading('WHO ASKED'),
  ...named({
    Organization: oneLine(organization.name),
    Identifier: organization.did,
    'Asked on': utc(askedAt),
    ...(requestName !== null && { Request: oneLine(requestName) }),
    'Number of the request': requestId,
  }),
];

function whatWasAsked({ facts: asked }: Bundled): string[] {
  const { name, description, type, id, validFrom, validUntil, scope, decisions, data } = asked;
  return [
    ...heading('WHAT WAS ASKED'),
    ...named({
      Name: oneLine(name),
      ...(description !== null && { Description: description }),
      Kind: type,
      ...(scope !== null && { 'Allows to act as': scope }),
      ...(validFrom && { 'Good from': utc(validFrom) }),
      ...(validUntil && { 'Good until': utc(validUntil) }),
      'Number of the credential': id,
      'What was shown (SHA-256)': decisions[0].digest,
    }),
    ...facts(valuesOf(data, type === 'DOCUMENT')),
  ];
}

function whoAnswered({ bundled, dids }: Explained): string[] {
  const { decisions, securityLevel } = bundled.facts;
  return [
    ...heading('WHO ANSWERED WHAT, WHEN, AND HOW THEY PROVED WHO THEY ARE'),
    ...paragraph(
      securityLevel === 'CONTACT'
        ? 'Each person proved to reach the contact named here, by entering a one-time code. Nobody checked an identity document.'
        : `Each person proved to reach the contact named here, by entering a one-time code. The level that was asked for was ${securityLevel}: ` +
            'how each person was identified for it is said below; who they are is not.',
    ),
    ...decisions.flatMap((decision) => {
      const document = bundled.decisions.find(({ id }) => id === decision.id)?.document;
      return answerOf(decision, bundled.contacts.get(decision.id)!, document ? keyRevokedAt(document, dids) : null);
    }),
  ];
}

const answerOf = (decision: SealedDecision, contact: string, keyRevoked: Date | null): string[] =>
  facts([
    ...Object.entries({
      Contact: contact,
      Identifier: decision.subjectDid,
      Answer: decision.action === 'ACCEPT' ? 'ACCEPTED' : 'REJECTED',
      ...(decision.reason !== null && { Reason: decision.reason }),
      When: utc(decision.decidedAt),
      'Proved by': `${CODE_BY[decision.codeChannel]}; ${SEEN_BY[decision.codeSeenBy]}`,
      ...(decision.identified && { 'Identified by': identifiedText(decision.identified, evidenceWords('ENG')) }),
      'In the file': `decisions/${decision.id}.json`,
      ...(keyRevoked && { 'Not proved any more': revokedOn(keyRevoked) }),
    }),
    ...valuesOf(decision.answers ?? []),
  ]);

const whatHappened = ({ entries }: LogExcerpt): string[] => [
  ...heading('WHAT HAPPENED, ACCORDING TO THE LOG'),
  ...facts(entries.map(({ seq, kind, occurredAt }) => [`${seq}. ${utc(new Date(occurredAt))}`, HAPPENED[kind]])),
];

const whatIsHere = ({ names, dids }: Explained): string[] => [
  ...heading('WHAT EACH FILE IS'),
  ...facts(aboutFiles(dids).filter(([name]) => [...names, 'manifest.json'].some((one) => one.startsWith(name)))),
];

function checking({ dids, bundled }: Explained): string[] {
  const keys = dids
    .filter(({ id }) => id.endsWith(bundled.organization.did.slice(-24)))
    .flatMap(({ verificationMethod = [] }) => verificationMethod)
    .flatMap(({ id, revoked }) => [`  ${id}`, ...(revoked ? [`    (revoked on ${utc(new Date(revoked))})`] : [])]);
  const program = checkerUrlBeside(bundled.credential.id);
  return [
    ...heading('HOW TO CHECK IT'),
    ...howToCheck(program).flatMap(([text, command]) => [
      ...paragraph(text),
      ...(command ? [`    ${command}`, ''] : []),
    ]),
    ...keys,
    '',
  ];
}

/** Each field with its value; what people did not see is marked. */
const valuesOf = (fields: StoredField[], ofDocument = false): [string, string][] =>
  fields.map((field) => [`${field.label}${field.hidden ? ' (not shown)' : ''}`, valueOf(field, ofDocument)]);

function valueOf({ type, value }: StoredField, ofDocument: boolean): string {
  if (value === null) return '(empty)';
  if (type === 'pdf') {
    const { sha256 } = value as DocumentReference;
    return ofDocument ? `the file original.pdf, SHA-256 ${sha256}` : `the file attachments/${sha256}.pdf`;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)} (cut here; in full in credential.json)` : text;
}

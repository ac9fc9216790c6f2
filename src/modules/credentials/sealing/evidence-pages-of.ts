import { longDate, oneLine } from '../../../platform/pages';
import type { EvidencePages } from '../../documents';
import type { DocumentReference } from '../../resources';
import type { EvidenceWords } from './evidence-language';
import { evidenceWords } from './evidence-words';
import { identifiedText } from './identified-text';
import type { ToSeal } from './read-sealing-facts';
import type { SealedDecision } from './sealing-facts';

/** What the evidence page of a signed document tells: who decided, when, how the contact was proved, and by which digests. */
export function evidencePagesOf(
  { facts, document, contacts }: ToSeal,
  organizationName: string,
  verifyUrl: string,
): EvidencePages {
  const words = evidenceWords(facts.decisions[0].contentLanguage);
  const organization = oneLine(organizationName);
  const { pages } = document!.reference;
  const about: [string, string][] = [
    [words.name, oneLine(facts.name)],
    [words.askedBy, organization],
    ...originOf(document!.reference, words),
    [words.pages, String(pages)],
    [words.credential, facts.id],
  ];
  const people = facts.decisions.map((decision) => ({
    heading: contacts.get(decision.id)!,
    rows: rowsOf(decision, words),
  }));
  return {
    title: words.title,
    introduction: words.introduction(organization),
    sections: [{ heading: words.document, rows: about }, ...people],
    verify: { label: words.check, url: verifyUrl },
    footer: facts.id,
    direction: words.direction,
    apart: { introduction: words.introductionApart(organization), label: words.sealed },
    timestamp: {
      label: words.timestamp,
      set: words.timestampSet,
      failed: words.timestampFailed,
      none: words.timestampNone,
    },
  };
}

/** The file that was uploaded and, where a usable copy of it was signed, that copy and how the two differ. */
function originOf({ sha256, originalSha256, changes, embeddedFiles }: DocumentReference, words: EvidenceWords) {
  const done = (changes ?? []).map(({ what, forbidden }) => {
    const permissions = forbidden?.map((permission) => words.permission[permission]).join(', ');
    return permissions ? `${words.change[what]} (${words.forbidden}: ${permissions})` : words.change[what];
  });
  const files = (embeddedFiles ?? []).map(({ name }) => oneLine(name));
  const rows: [string, string][] = [
    [words.original, originalSha256 ?? sha256],
    ...(originalSha256 ? [[words.copy, sha256] as [string, string]] : []),
    ...(done.length > 0 ? [[words.changes, done.join('; ')] as [string, string]] : []),
    ...(files.length > 0 ? [[words.files, files.join(', ')] as [string, string]] : []),
  ];
  return rows;
}

const rowsOf = (decision: SealedDecision, words: EvidenceWords): [string, string][] => [
  [words.decision, words.accepted],
  [words.when, longDate(decision.decidedAt, words.tag)],
  [words.proved, `${words.codeBy[decision.codeChannel]}, ${words.seenBy[decision.codeSeenBy]}`],
  ...(decision.identified ? [[words.identified, identifiedText(decision.identified, words)] as [string, string]] : []),
  [words.identity, decision.subjectDid],
  [words.digest, decision.digest],
];

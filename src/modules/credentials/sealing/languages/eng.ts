import type { EvidenceWords } from '../evidence-language';

export const ENG: EvidenceWords = {
  tag: 'en',
  direction: 'ltr',
  title: 'How this document was signed',
  introduction: (organization) =>
    `${organization} asked for this signature through Placet. This page was added when the last person had decided. The seal covers every page: if anything is changed, it breaks.`,
  introductionApart: (organization) =>
    `${organization} asked for this consent through Placet. The document had been signed or certified before, so its pages stay exactly as they were: this evidence is a document of its own. It names the sealed document by its digest, and its seal breaks if anything here is changed.`,
  check: 'Check this document',
  document: 'Document',
  name: 'Name',
  original: 'Original file (SHA-256)',
  sealed: 'Sealed document (SHA-256)',
  pages: 'Pages',
  askedBy: 'Asked by',
  credential: 'Credential',
  contact: 'Contact',
  identity: 'Identifier',
  proved: 'Contact proved by',
  codeBy: {
    EMAIL: 'one-time code by e-mail',
    SMS: 'one-time code by SMS',
    ORGANIZATION: 'one-time code delivered by the organization',
  },
  seenBy: { PERSON: 'seen by this person only', ORGANIZATION_TOO: 'also shown to the organization' },
  decision: 'Decision',
  accepted: 'Accepted and signed',
  when: 'When',
  digest: 'What was shown (SHA-256)',
  timestamp: 'Timestamp',
  timestampSet: 'Set by an independent timestamp authority',
  timestampFailed: 'The timestamp authority did not answer; sealed without it',
  timestampNone: 'None: no timestamp authority is configured',
};

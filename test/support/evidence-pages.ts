import type { EvidencePages } from '../../src/modules/documents';

/** What evidence pages tell, in letters of several scripts. */
export const evidencePages = (more: Partial<EvidencePages> = {}): EvidencePages => ({
  title: 'How this document was signed',
  introduction: 'This page was added when the last person had decided.',
  sections: [
    {
      heading: 'Łukasz Wiśniewski',
      rows: [
        ['Decision', 'Accepted'],
        ['Name', 'محمد علي and 王小明'],
        ['Digest', 'a'.repeat(300)],
      ],
    },
  ],
  verify: {
    label: 'Check this document',
    url: 'https://placet.example.com/verify/3f9a0c61d2b84e57a6c1f08b7d4e2950/507f1f77bcf86cd799439011',
  },
  footer: 'Credential 507f1f77bcf86cd799439011',
  direction: 'ltr',
  apart: { introduction: 'Apart', label: 'Sealed document' },
  timestamp: { label: 'Timestamp', set: 'Set by an authority', failed: 'The authority did not answer', none: 'None' },
  ...more,
});

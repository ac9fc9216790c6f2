import { credentialDocument, decisionDocument } from './credential-documents';
import { EVIDENCE_LANGUAGES, evidenceWords } from './evidence-words';
import type { SealedDecision, SealingFacts } from './sealing-facts';

const VERIFY = 'https://placet.example.com/verify/3f9a0c61d2b84e57a6c1f08b7d4e2950/507f1f77bcf86cd799439011';
const ISSUER = 'did:web:placet.example.com:o:507f1f77bcf86cd799439010';
const decision = (more: Partial<SealedDecision> = {}): SealedDecision => ({
  id: '507f1f77bcf86cd799439021',
  subjectDid: 'did:via:humanos:user-507f1f77bcf86cd799439031',
  contactType: 'EMAIL',
  action: 'ACCEPT',
  reason: null,
  answers: null,
  digest: 'ab'.repeat(32),
  shownDigest: null,
  codeChannel: 'EMAIL',
  codeSeenBy: 'PERSON',
  identified: null,
  pageLanguage: 'PRT',
  contentLanguage: 'ENG',
  decidedAt: new Date('2026-05-02T14:02:11.123Z'),
  ...more,
});
const facts = (more: Partial<SealingFacts> = {}): SealingFacts => ({
  id: '507f1f77bcf86cd799439011',
  verifyToken: null,
  type: 'JSON',
  outcome: 'APPROVED',
  name: 'Hotel payments',
  description: null,
  internalId: null,
  scope: 'payments.hotel',
  validFrom: null,
  validUntil: new Date('2099-12-31T23:59:59Z'),
  data: [{ label: 'Maximum', type: 'number', value: 450, hidden: false, rule: 'AT_MOST' }],
  securityLevel: 'CONTACT',
  ended: null,
  closedAt: new Date('2026-05-02T14:02:11.123Z'),
  decisions: [decision()],
  ...more,
});
const STATUS = { type: 'BitstringStatusListEntry' };
const around = { issuer: ISSUER, verifyUrl: VERIFY, sealedPdf: null, evidencePdf: null, status: STATUS };
const covers = ({ decisions }: SealingFacts) => decisions.map((one) => ({ decision: one, sha256: 'cd'.repeat(32) }));
const sealed = (given: SealingFacts, more: Partial<typeof around> = {}) =>
  credentialDocument(given, covers(given), { ...around, ...more }) as Record<string, unknown>;

describe('The credential of an approval', () => {
  it('says who approved what, under whose word, until when, and how that is known', () => {
    expect(sealed(facts())).toEqual({
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/undefined-terms/v2'],
      id: VERIFY,
      type: ['VerifiableCredential', 'MandateApprovalCredential'],
      issuer: ISSUER,
      name: 'Hotel payments',
      validFrom: '2026-05-02T14:02:11Z',
      validUntil: '2099-12-31T23:59:59Z',
      credentialSubject: {
        id: 'did:via:humanos:user-507f1f77bcf86cd799439031',
        decision: 'ACCEPT',
        scope: 'payments.hotel',
        data: [{ label: 'Maximum', type: 'number', value: 450, hidden: false, rule: 'AT_MOST' }],
      },
      evidence: [
        {
          id: 'urn:placet:decision:507f1f77bcf86cd799439021',
          type: ['DecisionEvidence'],
          subject: 'did:via:humanos:user-507f1f77bcf86cd799439031',
          action: 'ACCEPT',
          decidedAt: '2026-05-02T14:02:11.123Z',
          contentDigest: 'ab'.repeat(32),
          decisionDigest: 'cd'.repeat(32),
          securityLevel: 'CONTACT',
          contactType: 'EMAIL',
          codeChannel: 'EMAIL',
          codeSeenBy: 'PERSON',
        },
      ],
      credentialStatus: STATUS,
    });
  });

  it('begins when it was meant to, not before', () => {
    expect(sealed(facts({ validFrom: new Date('2026-06-01T00:00:00Z') })).validFrom).toBe('2026-06-01T00:00:00Z');
    expect(sealed(facts({ validFrom: new Date('2026-01-01T00:00:00Z') })).validFrom).toBe('2026-05-02T14:02:11Z');
  });

  it('names each of several people, with their own answers', () => {
    const other = decision({
      id: '507f1f77bcf86cd799439022',
      subjectDid: 'did:via:humanos:user-507f1f77bcf86cd799439032',
    });
    const answers = [{ label: 'Seat', type: 'string' as const, value: 'Window', hidden: false }];
    const { credentialSubject, type } = sealed(
      facts({ type: 'FORM', scope: null, decisions: [decision({ answers }), other] }),
    );
    expect(type).toEqual(['VerifiableCredential', 'FormCredential']);
    expect(credentialSubject).toMatchObject([{ data: answers }, { data: [{ label: 'Maximum' }] }]);
  });

  it('tells a PDF by its digest, never by its bytes', () => {
    const value = { sha256: 'ef'.repeat(32), size: 7, pages: 2 };
    const data = [{ label: 'pdf', type: 'pdf' as const, value, hidden: false }];
    const sealedPdf = { sha256: '12'.repeat(32), size: 9 };
    const { credentialSubject } = sealed(facts({ type: 'DOCUMENT', scope: null, data }), {
      sealedPdf: sealedPdf as never,
    });
    expect(credentialSubject).toMatchObject({ data: [{ ...value, value: null }], sealedDocument: sealedPdf });
  });
});

describe('The record of a reject', () => {
  it('claims nothing, ends never and can be revoked by nobody', () => {
    const rejected = facts({ outcome: 'REJECTED', decisions: [decision({ action: 'REJECT', reason: 'Too much' })] });
    const record = sealed(rejected, { status: null as never });
    expect(record).toMatchObject({
      type: ['VerifiableCredential', 'RejectionRecord'],
      evidence: [{ action: 'REJECT' }],
    });
    expect(record).not.toHaveProperty('validUntil');
    expect(record).not.toHaveProperty('credentialStatus');
  });
});

describe('The record of what came to nothing', () => {
  it('says why and when, begins then, and allows nothing', () => {
    const ended = { reason: 'EXPIRED' as const, at: new Date('2026-06-01T14:02:11.123Z') };
    const later = { validFrom: new Date('2026-12-01T00:00:00Z'), closedAt: ended.at };
    const record = sealed(facts({ outcome: 'UNDECIDED', ended, ...later }), { status: null as never });
    expect(record).toMatchObject({
      type: ['VerifiableCredential', 'UndecidedRecord'],
      cameToNothing: { reason: 'EXPIRED', at: '2026-06-01T14:02:11.123Z' },
      validFrom: '2026-06-01T14:02:11Z',
      evidence: [{ action: 'ACCEPT' }],
    });
    expect(record).not.toHaveProperty('validUntil');
    expect(record).not.toHaveProperty('credentialStatus');
  });
});

describe('The document of a decision', () => {
  it('speaks for the person: of which credential, of what was shown, when and why', () => {
    const document = decisionDocument(decision({ action: 'REJECT', reason: 'Too much' }), 'did:key:z6Mk', VERIFY);
    expect(document).toMatchObject({
      issuer: 'did:key:z6Mk',
      validFrom: '2026-05-02T14:02:11Z',
      credentialSubject: { id: VERIFY, action: 'REJECT', contentDigest: 'ab'.repeat(32), reason: 'Too much' },
    });
    expect(document).not.toHaveProperty('credentialSubject.answers');
  });
});

describe('The words of the evidence page', () => {
  it.each(EVIDENCE_LANGUAGES)('are all there, and its own: %s', (language) => {
    const { introduction, introductionApart, tag, direction, ...words } = evidenceWords(language);
    const { codeBy, seenBy, change, permission, identifiedBy, ...phrases } = words;
    const said = [phrases, codeBy, seenBy, change, permission, identifiedBy].flatMap((some) =>
      Object.values<string>(some),
    );
    expect(said.filter((phrase) => phrase.trim() === '')).toEqual([]);
    for (const text of [introduction('Acme'), introductionApart('Acme')]) expect(text).toContain('Acme');
    expect(direction).toBe(new Intl.Locale(tag).language === 'ar' ? 'rtl' : 'ltr');
    if (language !== 'ENG') expect(said.filter((phrase) => phrase === evidenceWords('ENG').title)).toEqual([]);
  });

  it('fall back to English', () => {
    expect(evidenceWords('XXX')).toBe(evidenceWords('ENG'));
  });
});

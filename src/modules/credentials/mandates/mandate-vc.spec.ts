import type { StatusEntry } from '../../keys';
import type { MandateWithRules } from './mandate';
import { unsignedMandateVc } from './mandate-vc';

const mandate: MandateWithRules = {
  id: 'mdt_6f1c2f0e-7f8e-4f0c-9a53-0d5b0a3f6b11',
  did: 'did:via:humanos:user-507f1f77bcf86cd799439013',
  scope: 'payments.hotel',
  constraints: { Maximum: 250 },
  validFrom: new Date('2026-05-01T12:00:00Z'),
  validUntil: new Date('2026-06-01T12:00:00Z'),
  kycRequired: false,
  createdAt: new Date('2026-05-01T12:00:00Z'),
  revokedAt: null,
  revokedReason: null,
  window: null,
  counters: [],
  credentialId: '507f1f77bcf86cd799439014',
  data: [
    { label: 'Maximum', type: 'number', value: 250, hidden: false, rule: 'AT_MOST' },
    { label: 'Note', type: 'string', value: 'v7', hidden: false },
  ],
};
const status = { type: 'BitstringStatusListEntry', statusListIndex: '7' } as StatusEntry;
const issuer = { id: 'did:via:humanos:org-507f1f77bcf86cd799439010', name: 'Travel Ltd' };
const inBoth = {
  id: 'urn:uuid:6f1c2f0e-7f8e-4f0c-9a53-0d5b0a3f6b11',
  type: ['VerifiableCredential', 'MandateCredential'],
  issuer,
  credentialSubject: {
    id: mandate.did,
    mandate: {
      ...{ mandateId: mandate.id, scope: 'payments.hotel', authorizedAgents: [], constraints: { Maximum: 250 } },
      rules: [mandate.data[0]],
    },
  },
  credentialStatus: status,
};

describe('A mandate as a credential', () => {
  it('says its limits, if it has any', () => {
    const budget = { label: 'B', type: 'number', value: 9.5, hidden: false, rule: 'BUDGET', currency: 'EUR' } as const;
    const limited = { ...mandate, data: [budget] };
    expect(unsignedMandateVc(limited, issuer, status, '2.0').credentialSubject).toMatchObject({
      mandate: { limits: { budget: [{ amount: '9.50', currency: 'EUR' }] }, rules: [budget] },
    });
  });

  it('follows the data model 2.0', () => {
    expect(unsignedMandateVc(mandate, issuer, status, '2.0')).toEqual({
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/undefined-terms/v2'],
      ...inBoth,
      validFrom: '2026-05-01T12:00:00.000Z',
      validUntil: '2026-06-01T12:00:00.000Z',
    });
  });

  it('follows the data model 1.1, with the same claims', () => {
    expect(unsignedMandateVc(mandate, issuer, status, '1.1')).toEqual({
      '@context': [
        'https://www.w3.org/2018/credentials/v1',
        'https://w3id.org/security/data-integrity/v2',
        'https://www.w3.org/ns/credentials/undefined-terms/v2',
      ],
      ...inBoth,
      issuanceDate: '2026-05-01T12:00:00.000Z',
      expirationDate: '2026-06-01T12:00:00.000Z',
    });
  });

  it('without an end names none', () => {
    const endless = { ...mandate, validUntil: null };
    expect(unsignedMandateVc(endless, issuer, status, '2.0')).not.toHaveProperty('validUntil');
    expect(unsignedMandateVc(endless, issuer, status, '1.1')).not.toHaveProperty('expirationDate');
  });
});

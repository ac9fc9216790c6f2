import type { Invitation } from './invitation';

/** For specs: an invitation from Acme Hotels to Ana, but for what is said otherwise. */
export function anInvitation(otherwise: Partial<Invitation> = {}): Invitation {
  return {
    kind: 'invitation',
    language: 'ENG',
    organization: { name: 'Acme Hotels', colour: '#e30613' },
    requestName: 'Onboarding 2026',
    itemCount: 3,
    recipient: 'ana@example.com',
    code: { digits: '482915', expiresAt: new Date('2026-05-02T14:00:00Z') },
    link: 'https://placet.example.org/link/6f1e0c9a2b7d4e5f8a901234',
    requestExpiresAt: new Date('2026-05-31T14:00:00Z'),
    ...otherwise,
  };
}

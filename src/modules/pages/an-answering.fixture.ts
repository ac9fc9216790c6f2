import type { OrganizationId } from '../../platform/http';
import { PlacementType } from '../documents';
import type { Answering, AnsweringItem, Doorstep, Place } from '../requests';

export const TOKEN = '0123456789abcdef01234567';

/** A door for specs, open unless they say otherwise. */
export function aDoorstep({
  organization,
  ...more
}: Partial<Omit<Doorstep, 'organization'>> & { organization?: Partial<Doorstep['organization']> } = {}): Doorstep {
  const acme = {
    id: TOKEN as OrganizationId,
    name: 'Acme, Lda.',
    colour: '#e30613',
    hasLogo: false,
    allowedOrigins: [],
  };
  return {
    state: 'OPEN',
    requestName: 'Your trip to Lisbon',
    language: 'ENG',
    itemCount: 3,
    expiresAt: new Date('2026-05-31T14:00:00Z'),
    organization: { ...acme, ...organization },
    contact: 'a•••@example.com',
    contactType: 'EMAIL',
    otherContacts: [],
    codesComeFrom: 'US',
    mayEnter: true,
    locked: false,
    nextCodeAt: null,
    ...more,
  };
}

export function anItem(more: Partial<AnsweringItem> = {}): AnsweringItem {
  return {
    credentialId: TOKEN,
    type: 'CONSENT',
    name: 'Privacy',
    description: null,
    required: true,
    scope: null,
    validFrom: null,
    validUntil: null,
    contentDigest: '0'.repeat(64),
    status: 'PENDING',
    data: [{ label: 'text', type: 'string', value: 'I agree.', hidden: false }],
    pages: null,
    carriedFiles: [],
    places: [],
    viewed: false,
    draft: null,
    unfinished: null,
    decision: null,
    skipped: false,
    outlived: false,
    withdrawable: false,
    ...more,
  };
}

/** Somebody who is in, with these items. */
export function anAnswering(items: AnsweringItem[] = [anItem()], more: Partial<Answering> = {}): Answering {
  return {
    ...aDoorstep(),
    requestId: TOKEN,
    entryId: TOKEN,
    redirectUrl: null,
    securityLevel: 'CONTACT',
    levelMet: true,
    levelWithinReach: true,
    identity: null,
    personName: null,
    finished: false,
    asksOthers: false,
    items,
    ...more,
  };
}

export const aPlace = (id: string, type: keyof typeof PlacementType, pageIndex = 0): Place => ({
  id,
  type: PlacementType[type],
  pageIndex,
  box: { x: 60, y: 500, width: 180, height: 40 },
});

/** A document of one page with a place for everything. */
export const aDocumentItem = (more: Partial<AnsweringItem> = {}): AnsweringItem =>
  anItem({
    type: 'DOCUMENT',
    name: 'Contract',
    data: [{ label: 'pdf', type: 'pdf', value: { sha256: '00', size: 1000, pages: 1 }, hidden: false }],
    pages: [
      {
        width: 595,
        height: 842,
        rotation: 0,
        userUnit: 1,
        crop: { left: 0, bottom: 0, right: 595, top: 842 },
      },
    ],
    places: [
      aPlace('s1', 'SIGNATURE'),
      aPlace('s2', 'SIGNATURE'),
      aPlace('n1', 'NAME'),
      aPlace('d1', 'DATE'),
      aPlace('c1', 'CHECKBOX'),
    ],
    ...more,
  });

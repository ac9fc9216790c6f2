import type { FieldError } from '../../platform/http';
import { placeOnPage, PlacementType, PlacementUnit, type Box } from '../documents';
import { normaliseContact, NotAContact, type Contact } from '../subjects';
import type { AskedItem, Distinct } from './asked-items';
import type { SignaturePlacementItemDto } from './dto/signature-placement-item.dto';

/** A place that holds: on which item, for whom, where. */
export interface AskedPlacement {
  item: AskedItem;
  contact: string;
  type: PlacementType;
  pageIndex: number;
  box: Box;
}

interface Surroundings {
  contacts: Contact[];
  asked: Distinct;
  defaultCountry: string | null;
  inlineCount: number;
}

/** Holds every placement against the real pages of the real documents. Answers what stands, and why the others do not. */
export function askedPlacements(
  wanted: SignaturePlacementItemDto[],
  around: Surroundings,
): { placements: AskedPlacement[]; errors: FieldError[] } {
  const placements: AskedPlacement[] = [];
  const errors: FieldError[] = [];
  wanted.forEach((placement, index) => {
    const path = `signaturePlacements[${index}]`;
    const refuse = (part: string, message: string) =>
      errors.push({ field: `${path}${part}`, message: `${path}${part} ${message}` });
    const contact = contactOf(placement.contact, around);
    if (!contact) refuse('.contact', 'is not one of contacts');
    for (const item of targetsOf(placement, around, refuse)) {
      const box = boxOn(item, placement, refuse);
      const { pageIndex } = placement;
      const type = placement.type ?? PlacementType.SIGNATURE;
      if (box && contact) placements.push({ item, contact, type, pageIndex, box });
    }
  });
  return { placements, errors };
}

type Refuse = (part: string, message: string) => void;

function contactOf(input: string, { contacts, defaultCountry }: Surroundings): string | null {
  try {
    const { value } = normaliseContact(input, defaultCountry);
    return contacts.some((contact) => contact.value === value) ? value : null;
  } catch (error) {
    if (error instanceof NotAContact) return null;
    throw error;
  }
}

/** Every item a placement is on: a resource that is asked several times has it on each. */
function targetsOf(
  { resourceId, inlineCredentialIndex }: SignaturePlacementItemDto,
  around: Surroundings,
  refuse: Refuse,
): AskedItem[] {
  if ((resourceId == null) === (inlineCredentialIndex == null)) {
    refuse('', 'needs exactly one of resourceId and inlineCredentialIndex');
    return [];
  }
  if (resourceId != null) {
    const wanted = resourceId.toLowerCase();
    const items = around.asked.items.filter(({ origin }) => 'resourceId' in origin && origin.resourceId === wanted);
    if (items.length === 0) refuse('.resourceId', `${resourceId} is not asked in this request`);
    return items;
  }
  const item = around.asked.inline.get(inlineCredentialIndex!);
  if (item) return [item];
  // An index that exists but has no item stands for a credential that was refused itself, and has its own error.
  if (inlineCredentialIndex! >= around.inlineCount) {
    refuse('.inlineCredentialIndex', `${inlineCredentialIndex} is beyond the ${around.inlineCount} inline credentials`);
  }
  return [];
}

function boxOn(
  item: AskedItem,
  { pageIndex, unit, x, y, width, height }: SignaturePlacementItemDto,
  refuse: Refuse,
): Box | null {
  if (!item.pages) {
    refuse('', `is on "${item.credential.name}", which is not a DOCUMENT`);
    return null;
  }
  const page = item.pages[pageIndex];
  if (!page) {
    refuse(
      '.pageIndex',
      `${pageIndex} is no page of "${item.credential.name}": it has ${item.pages.length}, counted from 0`,
    );
    return null;
  }
  const placed = placeOnPage({ x, y, width, height }, unit ?? PlacementUnit.PERCENT, page);
  if ('box' in placed) return placed.box;
  refuse('', `cannot stand on page ${pageIndex}: ${placed.sentence}`);
  return null;
}

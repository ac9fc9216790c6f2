import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { UnitOfWork } from '../../platform/database';
import { Problem, type CallingOrganization, type FieldError } from '../../platform/http';
import type { ReadDocument } from '../documents';
import { IdentityService } from '../identity';
import { NotificationsService } from '../notifications';
import { OrganizationsService } from '../organizations';
import { documentsIn } from '../resources';
import type { Contact } from '../subjects';
import { askedContacts } from './asked-contacts';
import { withoutDuplicates, type AskedItem } from './asked-items';
import { askedPlacements, type AskedPlacement } from './asked-placements';
import { CatalogueReader } from './catalogue-reader';
import type { CreateRequestDto } from './dto/create-request.dto';
import { expectedDocuments } from './expected-documents';
import { InlineCredentialReader } from './inline-credentials';
import { requestTerms, type RequestTerms } from './request-terms';

/** A request that can be made: everything is known, nothing is written. */
export interface Ask {
  terms: RequestTerms;
  contacts: Contact[];
  items: AskedItem[];
  placements: AskedPlacement[];
  documents: ReadDocument[];
  /** The numbers of documents that are expected, by contact. */
  expectedDocuments: Map<string, string>;
}

const MOST_CREDENTIALS = 30;

/** The part of a create that needs no transaction: resolves, reads, checks, and names everything that is wrong at once. */
@Injectable()
export class PrepareAsk {
  constructor(
    private readonly catalogue: CatalogueReader,
    private readonly inlineCredentials: InlineCredentialReader,
    private readonly notifications: NotificationsService,
    private readonly clock: Clock,
    private readonly identity: IdentityService,
    private readonly organizations: OrganizationsService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async execute(organization: CallingOrganization, dto: CreateRequestDto): Promise<Ask> {
    const now = this.clock.now();
    const { terms, errors } = requestTerms(dto, organization, now);
    this.requireLevel(terms, dto);
    const { contacts, errors: badContacts } = askedContacts(dto.contacts, organization.defaultCountry, (type) =>
      organization.codeDelivery === 'RETURN'
        ? null
        : this.notifications.whyUnreachable(type === 'EMAIL' ? 'EMAIL' : 'SMS'),
    );
    const [catalogue, inline] = await Promise.all([
      this.catalogue.read(organization.id, dto.groupIds ?? [], dto.resourcesIds ?? [], now),
      this.inlineCredentials.read(organization.id, dto.credentials ?? []),
    ]);
    const asked = withoutDuplicates([...catalogue.items, ...inline.items], dto.allowDuplicates ?? false);
    const placed = askedPlacements(dto.signaturePlacements ?? [], {
      contacts,
      asked,
      defaultCountry: organization.defaultCountry,
      inlineCount: dto.credentials?.length ?? 0,
    });
    const expected = expectedDocuments(dto.expectedDocIds ?? [], {
      contacts,
      defaultCountry: organization.defaultCountry,
      asksForIdentity: terms.securityLevel !== 'CONTACT',
    });
    errors.push(...badContacts, ...catalogue.errors, ...inline.errors, ...placed.errors, ...expected.errors);
    errors.push(...(await this.unwantedChanges(organization, dto, asked.items)));
    if (errors.length === 0) errors.push(...wrongNumber(asked.items.length));
    if (errors.length > 0) throw Problem.invalid(errors);
    return {
      terms: endingWith(terms, asked.items),
      contacts,
      items: asked.items,
      placements: placed.placements,
      documents: inline.documents,
      expectedDocuments: expected.documents,
    };
  }

  /** One error for each document of which only a changed copy can be asked, where that is not wanted. */
  private async unwantedChanges(
    { id }: CallingOrganization,
    { documentChanges }: CreateRequestDto,
    items: AskedItem[],
  ): Promise<FieldError[]> {
    const found = items.flatMap(changedDocuments);
    if (found.length === 0 || documentChanges === 'ALLOW') return [];
    if (documentChanges === 'REFUSE') return found;
    const settings = await this.unitOfWork.read(id, (tx) => this.organizations.get(tx, id));
    return settings.documentChanges === 'REFUSE' ? found : [];
  }

  private requireLevel({ securityLevel }: RequestTerms, { expectedDocIds }: CreateRequestDto): void {
    const levels = this.identity.servableLevels();
    if (!levels.includes(securityLevel)) {
      const message = `securityLevel ${securityLevel} needs identity verification, and this server has no provider for it. Use ${levels.join(' or ')}`;
      throw new Problem('security_level_unavailable', message, { errors: [{ field: 'securityLevel', message }] });
    }
    if (!expectedDocIds?.length || securityLevel === 'CONTACT' || this.identity.servesDocument(securityLevel)) return;
    const message = `expectedDocIds cannot be met: no identity provider of this server that serves ${securityLevel} tells the number of a document`;
    throw new Problem('security_level_unavailable', message, { errors: [{ field: 'expectedDocIds', message }] });
  }
}

/** A request of which nothing can be answered any more is over: when the last thing that it asks ceases to hold. */
function endingWith(terms: RequestTerms, items: AskedItem[]): RequestTerms {
  const ends = items.map(({ credential }) => credential.validUntil?.getTime() ?? Infinity);
  const last = Math.max(...ends);
  return last < terms.expiresAt.getTime() ? { ...terms, expiresAt: new Date(last) } : terms;
}

/** One error for each document of which only a changed copy can be asked. */
function changedDocuments({ origin, credential }: AskedItem): FieldError[] {
  const field = 'resourceId' in origin ? 'resourcesIds' : `credentials[${origin.inlineIndex}].data`;
  return documentsIn(credential.data).flatMap(({ changes }) => {
    if (!changes) return [];
    const done = changes.map(({ what }) => what).join(', ');
    const message = `${field}: the PDF of "${credential.name}" can be used only after changes (${done}), which are not wanted (documentChanges)`;
    return [{ field, message }];
  });
}

function wrongNumber(count: number): FieldError[] {
  if (count === 0) {
    const message = 'At least one of groupIds, resourcesIds and credentials must name something to ask';
    return ['groupIds', 'resourcesIds', 'credentials'].map((field) => ({ field, message }));
  }
  if (count <= MOST_CREDENTIALS) return [];
  const message = `credentials: a request asks at most ${MOST_CREDENTIALS} things, and this one asks ${count}`;
  return [{ field: 'credentials', message }];
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { UnitOfWork } from '../../../platform/database';
import { NotificationsService } from '../../notifications';
import { hiddenContact, SubjectsService, type Contact } from '../../subjects';
import { MOST_WRONG_CODES, whyNotYet } from '../code-limits';
import { RequestsService } from '../requests.service';
import type { Doorstep } from './answering';
import { FindEntry } from './find-entry';
import { mayEnter } from './may-enter';

/** What somebody who holds the link may know before the code is entered. Changes nothing. */
@Injectable()
export class ReadDoorstep {
  constructor(
    private readonly requests: RequestsService,
    private readonly entries: FindEntry,
    private readonly subjects: SubjectsService,
    private readonly notifications: NotificationsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(token: string): Promise<Doorstep | null> {
    const [arrival, link] = await Promise.all([this.requests.arrival(token), this.entries.link(token)]);
    if (!arrival || !link) return null;
    const [entry, contacts] = await this.unitOfWork.read(link.org, async (tx) => {
      const entry = await this.entries.entry(tx, link);
      return [entry, await this.subjects.contactsOf(tx, link.org, entry.subjectId)];
    });
    const own: Contact = { type: entry.contactType, value: entry.contact };
    const byOrganization = entry.codeDelivery === 'RETURN';
    const others = byOrganization ? [] : otherChannels(own, contacts).filter((contact) => this.reaches(contact));
    const notYet = byOrganization ? null : whyNotYet(entry.createdAt, entry.codesSentAt, this.clock.now());
    return {
      ...arrival,
      contact: hiddenContact(own),
      contactType: own.type,
      otherContacts: others.map((contact) => ({ type: contact.type, contact: hiddenContact(contact) })),
      codesComeFrom: byOrganization ? 'ORGANIZATION' : 'US',
      mayEnter: mayEnter(arrival.state, entry.hasDecided),
      locked: entry.wrongCodes >= MOST_WRONG_CODES,
      nextCodeAt: notYet?.nextCodeAt ?? null,
    };
  }

  private reaches({ type }: Contact): boolean {
    return this.notifications.whyUnreachable(type === 'EMAIL' ? 'EMAIL' : 'SMS') === null;
  }
}

/** The contact of each other type that the person has had longest. */
export const otherChannels = (own: Contact, contacts: Contact[]): Contact[] =>
  contacts.filter(
    (contact, index) => contact.type !== own.type && contacts.findIndex(({ type }) => type === contact.type) === index,
  );

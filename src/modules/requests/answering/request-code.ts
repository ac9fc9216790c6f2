import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { UnitOfWork } from '../../../platform/database';
import { Envelopes } from '../../../platform/secrets';
import { hiddenContact, SubjectsService, type Contact } from '../../subjects';
import { arrivalState } from '../arrival-state';
import { SendCode } from '../send-code';
import type { SendOutcome, Visitor } from './answering';
import { FindEntry } from './find-entry';
import { mayEnter } from './may-enter';
import { otherChannels } from './read-doorstep';
import { visitDetails } from './visit-details';

/** "Send me a new one", to the contact of the entry or to another one of the same person. */
@Injectable()
export class RequestCode {
  constructor(
    private readonly entries: FindEntry,
    private readonly subjects: SubjectsService,
    private readonly sendCode: SendCode,
    private readonly unitOfWork: UnitOfWork,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  async execute(token: string, type: Contact['type'] | null, visitor: Visitor): Promise<SendOutcome> {
    const link = await this.entries.link(token);
    if (!link) return { sent: false, reason: 'closed' };
    const { org, entryId } = link;
    const [outcome, to] = await this.unitOfWork.run(org, async (tx): Promise<[SendOutcome, Contact?]> => {
      const at = this.clock.now();
      const entry = await this.entries.entry(tx, link);
      const state = arrivalState(entry.requestStatus, entry.expiresAt, at);
      const comingBack = state !== 'OPEN' && mayEnter(state, entry.hasDecided);
      const own: Contact = { type: entry.contactType, value: entry.contact };
      const contacts = await this.subjects.contactsOf(tx, org, entry.subjectId);
      const to = [own, ...otherChannels(own, contacts)].find((contact) => type === null || contact.type === type);
      if (!to) return [{ sent: false, reason: 'unreachable' }];
      const wish = { entryId, to: to.value, askedBy: visitDetails(entry, visitor), comingBack };
      return [await this.sendCode.execute(tx, org, wish, at, this.envelopes.sealer()), to];
    });
    if (!outcome.sent || !to) return outcome;
    this.sendCode.wake();
    return { ...outcome, to: hiddenContact(to) };
  }
}

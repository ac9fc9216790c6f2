import type { UserFeedback } from './dto/user-feedback.dto';
import type { Standing } from './decide-items';
import type { Reading, ReadItem, Refusal } from './read-items';
import type { Person } from './subjects.service';

const LONGEST_MESSAGE = 4000;

/** What became of an item that was right in itself. */
export type Outcome = Refusal | { standing: Standing; people: Map<string, Person> };

/** What the caller is told of one item. */
export function feedbackOn({ given, item, refusal }: Reading, outcomes: Map<ReadItem, Outcome>): UserFeedback {
  const outcome = refusal ?? outcomes.get(item!)!;
  if ('status' in outcome) {
    const message = outcome.message.slice(0, LONGEST_MESSAGE).toWellFormed();
    return { status: outcome.status, message, contact: given, data: null };
  }
  const { contact, internalId, identity } = item!;
  const { standing, people } = outcome;
  const { subjectId, did } = people.get(contact.value)!;
  const now = internalId ?? standing.internalId;
  const message = `${standing.subjectId === null ? 'User created' : 'User known'}${identity ? ', identity put on file' : ''}`;
  const data = {
    contact: contact.value,
    ...(now !== null && { internalId: now }),
    did: { id: subjectId, did, active: true, revoked: false },
  };
  return { status: 200, message, contact: given, data };
}

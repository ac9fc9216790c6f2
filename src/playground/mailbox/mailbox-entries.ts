import type { CapturedMessage } from './mailbox-store';

/** One line of the mailbox: an e-mail, or everything a number got. */
export type MailboxEntry =
  { kind: 'EMAIL'; message: CapturedMessage } | { kind: 'SMS'; number: string; messages: CapturedMessage[] };

/** Newest first; the SMS of one number stand together, in reading order, where the newest of them belongs. */
export function entriesOf(newestFirst: CapturedMessage[]): MailboxEntry[] {
  const entries: MailboxEntry[] = [];
  const threads = new Map<string, CapturedMessage[]>();
  for (const message of newestFirst) {
    const thread = threads.get(message.to);
    if (message.kind === 'EMAIL') entries.push({ kind: 'EMAIL', message });
    else if (thread) thread.unshift(message);
    else {
      const messages = [message];
      threads.set(message.to, messages);
      entries.push({ kind: 'SMS', number: message.to, messages });
    }
  }
  return entries;
}

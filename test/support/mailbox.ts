import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestServer } from './server';

/** A message as it was captured, the part that tests look at. */
export interface Captured {
  messageId: string;
  kind: 'EMAIL' | 'SMS';
  to: string;
  subject?: string;
  text: string;
}

/** What a server with captured delivery has sent so far, in order. */
export const sentBy = ({ mailbox }: Pick<TestServer, 'mailbox'>): Captured[] =>
  readdirSync(mailbox)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(mailbox, name), 'utf8')) as Captured);

/** The one-time code that a text shows. */
export const codeIn = (text: string): string | undefined =>
  /(?<!\d)\d{6}(?:\d{2})?(?!\d)/.exec(text.replace(/https?:\S+/g, ''))?.[0];

/** The link that a text shows. */
export const linkIn = (text: string): string | undefined => /https?:\/\/\S+\/link\/[0-9a-f]{24}/.exec(text)?.[0];

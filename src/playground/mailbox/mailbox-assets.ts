import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseStylesheet } from '../../platform/pages';

const asset = (name: string): string => readFileSync(join(__dirname, 'assets', name), 'utf8');

/** Own files, because the pages' policy allows nothing inline. */
export const mailboxStylesheet = (): string => `${baseStylesheet()}\n${asset('mailbox.css')}`;

export const mailboxScript = (): string => asset('mailbox.js');

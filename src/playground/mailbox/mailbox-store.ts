import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CapturedMessage } from '../../modules/notifications';

export type { CapturedMessage };

export interface MailboxQuery {
  pageIndex: number;
  pageSize: number;
  /** Only messages to this contact. */
  to?: string;
}

export interface MailboxPage {
  messages: CapturedMessage[];
  pageIndex: number;
  totalCount: number;
  totalPages: number;
}

const CAPTURE = /^(\d{13}-\d{6}-[0-9a-f]{8})\.json$/;

/** The messages that the capturing channel wrote into a directory, newest first. It only reads. */
export class MailboxStore {
  constructor(private readonly directory: string) {}

  async list({ pageIndex, pageSize, to }: MailboxQuery): Promise<MailboxPage> {
    const ids = await this.idsNewestFirst();
    const start = pageIndex * pageSize;
    const pageOf = <Item>(items: Item[]) => items.slice(start, start + pageSize);
    const matching = to === undefined ? undefined : (await this.readAll(ids)).filter((message) => message.to === to);
    const messages = matching ? pageOf(matching) : await this.readAll(pageOf(ids));
    const totalCount = matching?.length ?? ids.length;
    return { messages, pageIndex, totalCount, totalPages: Math.ceil(totalCount / pageSize) };
  }

  /** Undefined for an id that is malformed or no longer (or never was) there. */
  async find(id: string): Promise<CapturedMessage | undefined> {
    return CAPTURE.test(`${id}.json`) ? this.read(id) : undefined;
  }

  private async idsNewestFirst(): Promise<string[]> {
    const files = await readdir(this.directory).catch(absent<string[]>([]));
    const ids = files.flatMap((file) => CAPTURE.exec(file)?.[1] ?? []);
    return ids.sort().reverse();
  }

  private async readAll(ids: string[]): Promise<CapturedMessage[]> {
    const read = await Promise.all(ids.map((id) => this.read(id)));
    return read.filter((message) => message !== undefined);
  }

  private async read(id: string): Promise<CapturedMessage | undefined> {
    const content = await readFile(join(this.directory, `${id}.json`), 'utf8').catch(absent(undefined));
    return content === undefined ? undefined : messageFrom(content);
  }
}

/** Nothing captured yet, or forgotten since the directory was read. */
const absent =
  <Value>(instead: Value) =>
  (error: NodeJS.ErrnoException): Value => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };

/** Undefined for a file that is no message of ours: one of another version, or one somebody edited. */
function messageFrom(content: string): CapturedMessage | undefined {
  try {
    const { attachments = [], ...message } = JSON.parse(content) as CapturedMessage;
    const { id, from, to, text, capturedAt } = message;
    const whole = [id, from, to, text, capturedAt].every((field) => typeof field === 'string');
    return whole && Array.isArray(attachments) ? { ...message, attachments } : undefined;
  } catch {
    return undefined;
  }
}

import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Clock } from '../../../platform/clock';
import { type CapturedMessage, newCaptureId } from './captured-message';
import { unavailable } from './delivery-failure';
import type { Accepted, MessageChannel, OutgoingMessage } from './message-channel';

export interface CapturingOptions {
  directory: string;
  /** Shown as the sender of messages that name none. */
  from?: string;
  clock?: Clock;
}

const MOST_KEPT = 500;

/** Keeps messages as files instead of sending them (playground, tests). Readable by the server's own user only; the newest 500 stay. */
export class CapturingChannel implements MessageChannel {
  readonly name = 'capture';

  constructor(private readonly options: CapturingOptions) {}

  async send(message: OutgoingMessage, _signal: AbortSignal): Promise<Accepted> {
    const captured = this.captured(message);
    try {
      await this.write(captured);
      await this.forgetOldest();
    } catch (error) {
      throw unavailable(`The message could not be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
    }
    return { providerMessageId: captured.id };
  }

  private captured({ id, to, fromName, subject, html, text, attachments = [] }: OutgoingMessage): CapturedMessage {
    const { from = 'Placet', clock = new Clock() } = this.options;
    const now = clock.now();
    return {
      id: newCaptureId(now),
      messageId: id,
      capturedAt: now.toISOString(),
      kind: subject === undefined ? 'SMS' : 'EMAIL',
      from: fromName ?? from,
      ...{ to, subject, html, text },
      attachments: attachments.map(({ content, ...part }) => ({ ...part, base64: content.toString('base64') })),
    };
  }

  /** Written aside and renamed: a reader never meets half a message. */
  private async write(message: CapturedMessage): Promise<void> {
    const file = join(this.options.directory, `${message.id}.json`);
    await mkdir(this.options.directory, { recursive: true, mode: 0o700 });
    await writeFile(`${file}.part`, JSON.stringify(message), { mode: 0o600, flag: 'wx' });
    await rename(`${file}.part`, file);
  }

  private async forgetOldest(): Promise<void> {
    const files = (await readdir(this.options.directory)).sort();
    const oldest = files.slice(0, Math.max(0, files.length - MOST_KEPT));
    await Promise.all(oldest.map((file) => rm(join(this.options.directory, file), { force: true })));
  }
}

import { randomBytes } from 'node:crypto';

/** A message that was written to a file instead of sent. The playground's mailbox reads these files. */
export interface CapturedMessage {
  /** Time-ordered; the file's name without its ending. */
  id: string;
  /** The message's own id, the same on every attempt. */
  messageId: string;
  capturedAt: string;
  kind: 'EMAIL' | 'SMS';
  from: string;
  to: string;
  subject?: string;
  html?: string;
  text: string;
  attachments: { cid: string; contentType: string; base64: string }[];
}

let sequence = 0;

/** Ids sort by time, then by order within this process; the tail keeps processes apart. */
export function newCaptureId(now: Date): string {
  sequence = (sequence + 1) % 1_000_000;
  const time = String(now.getTime()).padStart(13, '0');
  return `${time}-${String(sequence).padStart(6, '0')}-${randomBytes(4).toString('hex')}`;
}

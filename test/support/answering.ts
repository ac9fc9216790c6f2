import { deflateSync } from 'node:zlib';
import {
  AnsweringService,
  Identify,
  shownReview,
  shownWithdrawal,
  type Answering,
  type Mark,
  type SessionKey,
  type ShownReview,
  type Visitor,
} from '../../src/modules/requests';
import { sql, type Created } from './asking';
import type { TestServer } from './server';

export const visitor: Visitor = { ip: '203.0.113.7', userAgent: 'A browser', pageLanguage: 'PRT' };

const FROM_PAGE = { pageLanguage: visitor.pageLanguage };

/** The token of a subject's link. */
export const tokenOf = ({ subjects }: Created, index = 0): string => subjects[index].link!.slice(-24);

/** Somebody at a link of a request, as the pages act for them. */
export class Person {
  private secret = '';
  private looked: ShownReview | null = null;

  constructor(
    private readonly service: AnsweringService,
    readonly token: string,
    private readonly identify: Identify,
  ) {}

  static of(server: TestServer, created: Created, index = 0): Person {
    return new Person(server.app.get(AnsweringService), tokenOf(created, index), server.app.get(Identify));
  }

  /** A person who has entered the code that the creation answered. */
  static async inside(server: TestServer, created: Created, index = 0): Promise<Person> {
    const person = Person.of(server, created, index);
    await person.enters(created.subjects[index].code!);
    return person;
  }

  get key(): SessionKey {
    return { token: this.token, secret: this.secret };
  }

  async enters(code: string): Promise<void> {
    const outcome = await this.service.enterCode(this.token, code, visitor);
    if (!outcome.entered) throw new Error(`Not entered: ${JSON.stringify(outcome)}`);
    this.secret = outcome.secret;
  }

  tries(code: string) {
    return this.service.enterCode(this.token, code, visitor);
  }

  asksForCode(type: 'EMAIL' | 'PHONE' | null = null) {
    return this.service.sendCode(this.token, type, visitor);
  }

  doorstep() {
    return this.service.doorstep(this.token);
  }

  opens() {
    return this.service.opened(this.token, visitor);
  }

  maySee() {
    return this.service.answering(this.key);
  }

  async sees(): Promise<Answering> {
    const answering = await this.service.answering(this.key);
    if (!answering) throw new Error('The session is over');
    return answering;
  }

  views(credentialId: string) {
    return this.service.viewed(this.key, credentialId, visitor);
  }

  accepts(credentialId: string, more: { answers?: Map<string, string[]>; marks?: Mark[] } = {}) {
    return this.service.keepDraft(this.key, { ...FROM_PAGE, credentialId, action: 'ACCEPT', ...more });
  }

  rejects(credentialId: string, reason?: string) {
    return this.service.keepDraft(this.key, { ...FROM_PAGE, credentialId, action: 'REJECT', reason });
  }

  skips(credentialId: string) {
    return this.service.keepDraft(this.key, { ...FROM_PAGE, credentialId, action: 'SKIP' });
  }

  /** Of the last look as it is now, or as it was when `shown` was taken. */
  async finishes(shown?: ShownReview | null) {
    return this.service.finish(this.key, visitor, shown === undefined ? await this.looksOver() : shown);
  }

  /** What the last look shows; once it is over, what it showed last. */
  async looksOver(): Promise<ShownReview | null> {
    const seen = await this.maySee();
    if (seen && !seen.finished) this.looked = shownReview(seen, visitor.pageLanguage);
    return this.looked;
  }

  async withdraws(credentialId: string, reason: string | null = null) {
    const seen = await this.maySee();
    const item = seen?.items.find((item) => item.credentialId === credentialId);
    const shown = seen && item ? shownWithdrawal(item, seen, visitor.pageLanguage) : null;
    return this.service.withdraw(this.key, credentialId, reason, visitor, shown);
  }

  /** Whether this person is who the organization has on file. */
  saysWhoIsOnFile(isMe: boolean) {
    return this.identify.confirm(this.key, isMe, visitor);
  }

  downloads(credentialId: string) {
    return this.service.document(this.key, credentialId);
  }

  copies() {
    return this.service.record(this.key);
  }

  leaves() {
    return this.service.leave(this.key);
  }
}

/** Where a request and everything in it stands. */
export async function standingOf({ database }: TestServer, { id }: Created) {
  const [[{ request }], credentials, subjects, [{ decisions }]] = await Promise.all([
    sql<{ request: string }>(database, 'SELECT status AS request FROM requests WHERE id = $1', [id]),
    sql<{ status: string }>(
      database,
      `SELECT concat_ws('/', status, status_reason) AS status FROM credentials WHERE request_id = $1 ORDER BY position`,
      [id],
    ),
    sql<{ status: string }>(database, 'SELECT status FROM request_subjects WHERE request_id = $1 ORDER BY position', [
      id,
    ]),
    sql<{ decisions: number }>(
      database,
      `SELECT count(*)::int AS decisions FROM decisions d JOIN credentials c ON c.id = d.credential_id WHERE c.request_id = $1`,
      [id],
    ),
  ]);
  const status = (row: { status: string }) => row.status;
  return { request, credentials: credentials.map(status), subjects: subjects.map(status), decisions };
}

/** A real PNG of one colour. */
export function aPng(width = 4, height = 2): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8); // 8 bits of grey
  const pixels = deflateSync(Buffer.alloc((width + 1) * height));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const typed = Buffer.concat([Buffer.from(type), content]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}

function crc32(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

import { NotificationQueue } from '../../src/modules/notifications/notification-queue';
import { DeliverySignal } from '../../src/platform/delivery';
import { aConsent, sql, type Created } from './asking';
import { TestClock } from './clock';
import { freshDatabase, type TestDatabase } from './database';
import { eventually, until } from './eventually';
import { aMailServer, type MailServer } from './mail-server';
import { startServer, type TestOrganization, type TestServer } from './server';

/** A row of the delivery log. */
export interface LoggedMessage {
  id: string;
  status: string;
  content: Buffer | null;
  attempts: number;
  next_attempt_at: Date;
  /** Of the postman who has it in hand now. */
  lease_token: string | null;
  code_expires_at: Date;
  error_code: string | null;
}

/** A server that takes calls and delivers nothing, a mail server, and as many postmen between them as a test asks for. */
export class PostOffice {
  private readonly postmen: TestServer[] = [];
  private asks = 0;

  private constructor(
    readonly clock: TestClock,
    readonly database: TestDatabase,
    readonly mail: MailServer,
    readonly desk: TestServer,
    readonly organization: TestOrganization,
  ) {}

  static async open(): Promise<PostOffice> {
    const clock = new TestClock();
    const [database, mail] = await Promise.all([freshDatabase(), aMailServer()]);
    const desk = await startServer({ clock, database, environment: { ...sending(mail), DELIVERY: 'off' } });
    const organization = await desk.organization({ name: 'Meridian Travel' });
    return new PostOffice(clock, database, mail, desk, organization);
  }

  /** A server that delivers, to this mail server or another one. */
  async postman(to = this.mail): Promise<TestServer> {
    const { clock, database } = this;
    const server = await startServer({ clock, database, environment: sending(to) });
    this.postmen.push(server);
    return server;
  }

  async ask(body: object = {}): Promise<Created> {
    const contacts = [`p${++this.asks}@example.com`];
    const answer = await this.organization.asks({ contacts, credentials: [aConsent()], ...body }).expect(201);
    return answer.body as Created;
  }

  async message({ id }: Created): Promise<LoggedMessage> {
    const [row] = await sql<LoggedMessage>(this.database, 'SELECT * FROM notifications WHERE request_id = $1', [id]);
    return row;
  }

  /** Waits until the message of the request has this status. */
  reaches(created: Created, status: string): Promise<LoggedMessage> {
    return eventually(async () => {
      const row = await this.message(created);
      expect(row.status).toBe(status);
      return row;
    });
  }

  async close(): Promise<void> {
    for (const server of [...this.postmen, this.desk]) await server.stop();
    await Promise.all([this.mail.close(), this.database.drop()]);
  }
}

/** Tells a server that something is due. */
export const wake = (server: TestServer): void => server.app.get(DeliverySignal).due('notifications');

/** Wakes a server, and waits until it has looked for what is due and done all it found. */
export async function looksForWork(server: TestServer): Promise<void> {
  const looks = jest.spyOn(server.app.get(NotificationQueue, { strict: false }), 'claim');
  await until(
    () => {
      wake(server);
      return looks.mock.calls.length;
    },
    (count) => count >= 2, // it looks again only when everything it took before is recorded
  );
  looks.mockRestore();
}

const sending = ({ url }: MailServer) => ({
  MAIL_DELIVERY: 'smtp',
  SMTP_URL: url,
  MAIL_FROM: 'Placet <no-reply@placet.example>',
});

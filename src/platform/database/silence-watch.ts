import { Client, type PoolClient } from 'pg';

/** A connection that has received nothing for so long is doubted. */
export const DOUBT_MS = 1000;
/** So long may a fresh connection take to hear anything at all. With the doubt: a 503 within 2.5 s. */
export const ASK_MS = 1000;

/**
 * Tells a slow database from a silent one. Where packets are dropped rather than refused, a connection waits for ever;
 * a statement that waits for a lock or a busy disk looks the same from here. So a connection that hears nothing for a
 * second is not cut: a fresh one is opened beside it, one for all that doubt at the same moment. If that is answered,
 * by a refusal even, waiting is right. If not, the connection is destroyed, and everything that waits on it fails.
 */
export class SilenceWatch {
  private asking?: Promise<boolean>;

  constructor(private readonly url: string) {}

  /** Watches the connection until the function it answers is called. */
  over(client: PoolClient): () => void {
    const { stream } = (client as unknown as Connected).connection;
    let heard = stream.bytesRead;
    let over = false;
    const look = async (): Promise<void> => {
      const silent = stream.bytesRead === heard && !(await this.answers()) && stream.bytesRead === heard;
      if (over) return;
      if (silent) return void stream.destroy(new DatabaseSilent());
      heard = stream.bytesRead;
      timer = setTimeout(() => void look(), DOUBT_MS);
    };
    let timer = setTimeout(() => void look(), DOUBT_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }

  private answers(): Promise<boolean> {
    this.asking ??= anybodyAt(this.url).finally(() => (this.asking = undefined));
    return this.asking;
  }
}

/** Nobody answers; what was asked last may have been done or not. */
class DatabaseSilent extends Error {
  readonly code = 'ETIMEDOUT';

  constructor() {
    super('The database does not answer in time');
  }
}

/** What node-postgres does not declare: the socket under a connection. */
interface Connected {
  connection: { stream: { bytesRead: number; destroy(error: Error): void } };
}

async function anybodyAt(url: string): Promise<boolean> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: ASK_MS,
    application_name: 'placet answers?',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    return 'severity' in (error as object); // Postgres itself refused, e.g. for too many connections: it is there
  } finally {
    void client.end().catch(() => undefined);
  }
}

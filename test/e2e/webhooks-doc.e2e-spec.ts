import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { EVENT_TYPES } from '../../src/modules/webhooks/events/event-types';
import { until } from '../support/eventually';
import type { Secrets } from '../support/receiver';
import { startServer, type TestServer } from '../support/server';

const TEXT = readFileSync('docs/webhooks.md', 'utf8');

describe('docs/webhooks.md', () => {
  let server: TestServer;
  let receiver: ChildProcess | undefined;
  beforeAll(async () => {
    server = await startServer({ playground: true });
  });
  afterAll(async () => {
    receiver?.kill();
    await server.stop();
  });

  it('names every event', () => {
    const short = (type: string) => `.${type.split('.')[1]}`;
    const missing = Object.keys(EVENT_TYPES).filter(
      (type) => !TEXT.includes(`\`${type}\``) && !TEXT.includes(`\`${short(type)}\``),
    );
    expect(missing).toEqual([]);
  });

  it('has a receiver that can be pasted, checks and decrypts', async () => {
    const organization = await server.organization();
    const [, script] = /```js\n([^]*?)```/.exec(TEXT)!;
    const register = async (url: string) =>
      (await organization.call('post', '/v1/webhooks', { name: 'Doc', url, events: ['test'] }).expect(201)).body as {
        id: string;
      } & Secrets;
    const { id, signatureSecret, encryptionSecret, encryptionSalt } = await register('http://127.0.0.1:9/hook');
    receiver = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: {
        ...{ PORT: '0', SIGNATURE_SECRET: signatureSecret },
        ...{ ENCRYPTION_SECRET: encryptionSecret, ENCRYPTION_SALT: encryptionSalt },
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    createInterface({ input: receiver.stdout! }).on('line', (line) => lines.push(line));
    const [first] = await until(
      () => lines,
      (found) => found.length > 0,
    );
    const url = `http://127.0.0.1:${first.split(' ')[1]}/hook`;
    await organization.call('patch', `/v1/webhooks/${id}`, { url }).expect(200);
    await organization.call('post', `/v1/webhooks/${id}/test`).expect(202);
    await until(
      () => lines,
      (found) => found.length > 1,
    );
    expect(lines[1]).toMatch(/^evt_[0-9a-f]{24} \{"eventType":"test"/);
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
  });
});

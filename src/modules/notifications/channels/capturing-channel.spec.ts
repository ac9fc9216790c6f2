import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CapturingChannel } from './capturing-channel';
import type { OutgoingMessage } from './message-channel';

const SIGNAL = new AbortController().signal;
const NOON = new Date('2026-05-02T12:00:00Z');
const clock = { now: () => NOON };
const MESSAGE: OutgoingMessage = {
  id: '665f1e0c9a2b7d4e5f8a9012',
  to: 'ana@example.com',
  subject: 'Hello',
  text: 'Code: 482915',
};

let home: string;
let directory: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'placet-capture-'));
  directory = join(home, 'mailbox');
});

afterEach(() => rm(home, { recursive: true, force: true }));

const captured = async () =>
  Promise.all(
    (await readdir(directory)).sort().map(async (file) => JSON.parse(await readFile(join(directory, file), 'utf8'))),
  );

describe('capturing', () => {
  it('keeps the whole message in one file that only we can read', async () => {
    const channel = new CapturingChannel({ directory, clock });
    const attachments = [{ cid: 'logo', contentType: 'image/png', content: Buffer.from('logo') }];
    const { providerMessageId } = await channel.send(
      { ...MESSAGE, fromName: 'Acme', html: '<p>', attachments },
      SIGNAL,
    );
    expect(await captured()).toEqual([
      {
        ...{
          id: providerMessageId,
          messageId: MESSAGE.id,
          capturedAt: NOON.toISOString(),
          kind: 'EMAIL',
          from: 'Acme',
        },
        ...{ to: MESSAGE.to, subject: 'Hello', html: '<p>', text: MESSAGE.text },
        attachments: [{ cid: 'logo', contentType: 'image/png', base64: 'bG9nbw==' }],
      },
    ]);
    const [file] = await readdir(directory);
    expect(file).toBe(`${providerMessageId}.json`);
    expect((await stat(join(directory, file))).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  });

  it('knows an SMS by its missing subject', async () => {
    await new CapturingChannel({ directory, clock }).send({ id: '1', to: '+351912345678', text: 'Code' }, SIGNAL);
    expect(await captured()).toMatchObject([{ kind: 'SMS', from: 'Placet', to: '+351912345678' }]);
  });

  it('names files so that they sort in the order they came, within a millisecond too', async () => {
    const channel = new CapturingChannel({ directory, clock });
    for (const id of ['1', '2', '3', '4']) await channel.send({ ...MESSAGE, id }, SIGNAL);
    expect((await captured()).map(({ messageId }) => messageId)).toEqual(['1', '2', '3', '4']);
  });

  it('keeps the newest 500, from several channels at once', async () => {
    const channels = [new CapturingChannel({ directory }), new CapturingChannel({ directory })];
    await channels[0].send({ ...MESSAGE, id: 'oldest' }, SIGNAL);
    await writeFile(join(directory, '0000000000001-000001-0badcafe.json.part'), 'left behind by a crash');
    for (let round = 0; round < 10; round += 1)
      await Promise.all(
        Array.from({ length: 50 }, (_, at) => channels[at % 2].send({ ...MESSAGE, id: `${round}.${at}` }, SIGNAL)),
      );
    const kept = await captured();
    expect(kept).toHaveLength(500);
    expect(kept.map(({ messageId }) => messageId)).not.toContain('oldest');
  });

  it('says that it could not write, without saying what', async () => {
    await writeFile(directory, 'a file where the directory should be');
    await chmod(directory, 0o600);
    await expect(new CapturingChannel({ directory }).send(MESSAGE, SIGNAL)).rejects.toMatchObject({
      permanent: false,
      code: 'UNAVAILABLE',
      message: 'The message could not be written (EEXIST)',
    });
  });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entriesOf } from './mailbox-entries';
import { CapturedMessage, MailboxStore } from './mailbox-store';

let home: string;
let directory: string;
let store: MailboxStore;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'placet-mailbox-'));
  directory = join(home, 'mailbox');
  store = new MailboxStore(directory);
});

afterEach(() => rm(home, { recursive: true, force: true }));

const idOf = (second: number) => `${1_700_000_000_000 + second * 1000}-000001-0badcafe`;

async function captured(second: number, otherwise: Partial<CapturedMessage> = {}): Promise<string> {
  const message = {
    id: idOf(second),
    messageId: 'm',
    capturedAt: new Date(second * 1000).toISOString(),
    attachments: [],
  };
  const mail = { kind: 'EMAIL', from: 'Acme', to: 'ana@example.com', subject: 'Hello', text: 'Code' };
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, `${message.id}.json`), JSON.stringify({ ...message, ...mail, ...otherwise }));
  return message.id;
}

describe('the mailbox', () => {
  it('is empty before anything was captured', async () =>
    expect(await store.list({ pageIndex: 0, pageSize: 10 })).toEqual({
      ...{ messages: [], pageIndex: 0, totalCount: 0, totalPages: 0 },
    }));

  it('lists newest first, page by page', async () => {
    for (const second of [2, 5, 1, 4, 3]) await captured(second);
    const page = async (pageIndex: number) =>
      (await store.list({ pageIndex, pageSize: 2 })).messages.map(({ id }) => id);
    expect(await page(0)).toEqual([idOf(5), idOf(4)]);
    expect(await page(2)).toEqual([idOf(1)]);
    expect(await page(3)).toEqual([]);
    expect(await store.list({ pageIndex: 0, pageSize: 2 })).toMatchObject({ totalCount: 5, totalPages: 3 });
  });

  it('lists what one contact got', async () => {
    await captured(1, { to: '+351912345678', kind: 'SMS' });
    await captured(2);
    const { messages, totalCount } = await store.list({ pageIndex: 0, pageSize: 10, to: '+351912345678' });
    expect(messages.map(({ id }) => id)).toEqual([idOf(1)]);
    expect(totalCount).toBe(1);
  });

  it('passes over files that are no messages', async () => {
    const id = await captured(1);
    await writeFile(join(directory, `${idOf(2)}.json`), '{"half":');
    await writeFile(join(directory, `${idOf(3)}.json`), '{"id":1}');
    await writeFile(join(directory, `${idOf(4)}.json.part`), '{}');
    await writeFile(join(directory, 'notes.txt'), 'mine');
    expect((await store.list({ pageIndex: 0, pageSize: 10 })).messages.map((message) => message.id)).toEqual([id]);
  });

  it('finds one message by its id', async () => {
    const id = await captured(1);
    expect(await store.find(id)).toMatchObject({ id, subject: 'Hello' });
    expect(await store.find(idOf(9))).toBeUndefined();
  });

  it.each(['', '..', '../secret', `${idOf(1)}/../x`, '__proto__', `${idOf(1)}\n`, '%2e%2e'])(
    'never looks for %j outside its directory',
    async (id) => {
      await writeFile(join(home, 'secret.json'), JSON.stringify({ id: 'secret' }));
      await captured(1);
      expect(await store.find(id)).toBeUndefined();
    },
  );
});

it('puts the SMS of one number together, in reading order, where its newest belongs', () => {
  const sms = (id: string, to: string) => ({ id, to, kind: 'SMS' }) as CapturedMessage;
  const mail = { id: '3', kind: 'EMAIL' } as CapturedMessage;
  expect(entriesOf([sms('5', '+1'), sms('4', '+2'), mail, sms('2', '+1'), sms('1', '+1')])).toEqual([
    { kind: 'SMS', number: '+1', messages: [sms('1', '+1'), sms('2', '+1'), sms('5', '+1')] },
    { kind: 'SMS', number: '+2', messages: [sms('4', '+2')] },
    { kind: 'EMAIL', message: mail },
  ]);
});

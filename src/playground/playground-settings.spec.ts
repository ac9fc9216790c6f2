import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { banner } from './banner';
import { playgroundSettings } from './playground-settings';

const directory = mkdtempSync(join(tmpdir(), 'placet-playground-settings-'));
afterAll(() => rmSync(directory, { recursive: true }));
const settingsFrom = (environment: Record<string, string>) =>
  playgroundSettings(environment, 'postgres://localhost/placet', directory);

describe('The settings of the playground', () => {
  it('keep messages on this machine, whatever the environment says', async () => {
    const given = { MAIL_DELIVERY: 'smtp', SMS_DELIVERY: 'twilio', HOST: '0.0.0.0', VC_API: 'off' };
    expect(await settingsFrom(given)).toMatchObject({
      ...{ MAIL_DELIVERY: 'capture', SMS_DELIVERY: 'capture', HOST: '127.0.0.1', VC_API: 'on', playground: true },
    });
  });

  it('name the timestamp authority that the environment names, as a server does', async () => {
    expect((await settingsFrom({})).TIMESTAMP_URL).toBeUndefined();
    const given = { TIMESTAMP_URL: 'https://tsa.example/tsr', TIMESTAMP_CREDENTIALS: 'ana:secret' };
    expect(await settingsFrom(given)).toMatchObject(given);
    await expect(settingsFrom({ TIMESTAMP_URL: 'tsa.example' })).rejects.toThrow('TIMESTAMP_URL must be a URL');
  });
});

describe('The first lines of the playground', () => {
  it('say what leaves this machine', () => {
    expect(banner('http://localhost:3000')).toMatch(/No message leaves this machine: .*captured\.\n\n/);
    const stamped = banner('http://localhost:3000', 'https://ana:secret@tsa.example/tsr');
    expect(stamped).toContain(
      'captured.\n  Documents are stamped by tsa.example (TIMESTAMP_URL), which is sent a digest',
    );
    expect(stamped).not.toContain('secret');
  });
});

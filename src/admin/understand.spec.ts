import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aJpeg, aPng } from '../../test/support/pictures';
import { understand } from './understand';

const folder = mkdtempSync(join(tmpdir(), 'placet-admin-'));
const file = (name: string, content: Buffer | string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const png = aPng();
afterAll(() => rmSync(folder, { recursive: true }));

/** `org set acme --name Acme`, as a shell would hand it over. */
const typed = (line: string) => understand(line.split(' ').filter(Boolean));

const saidTo = async (line: string) => ((await typed(line)) as { say: { lines: string[] } }).say.lines;

describe('The command line understands', () => {
  it.each(['help --json', '--json help', 'org set --help --json', 'help org set --json'])(
    '"%s": it tells programs the same',
    async (line) => {
      const { json, say } = (await typed(line)) as { json: boolean; say: { json: { commands: { name: string }[] } } };
      expect(json).toBe(true);
      const names = say.json.commands.map(({ name }) => name);
      expect(line.includes('org set') ? names : names.slice(0, 1)).toEqual([
        line.includes('org set') ? 'org set' : 'org create',
      ]);
      expect(say.json).toEqual(JSON.parse(JSON.stringify(say.json)));
    },
  );

  it.each(['', 'help', '--help', '-h'])('"%s": it tells every command', async (line) => {
    const say = await saidTo(line);
    for (const command of [
      'org create',
      'org list',
      'org show',
      'org set',
      'key create',
      'key list',
      'key rotate',
      'key revoke',
    ])
      expect(say.join('\n')).toContain(`  ${command}`);
  });

  it.each(['help org set', 'org set --help', 'org set acme --help'])('"%s": it tells every option', async (line) => {
    const say = await saidTo(line);
    for (const option of ['name', 'logo', 'colour', 'language', 'code-delivery', 'code-length', 'request-days'])
      expect(say.join('\n')).toContain(`--${option} <`);
  });

  it.each([
    'org list',
    'org list --json',
    'org create acme --name Acme --colour #1f5f6b --language prt --code-delivery send_and_return',
    'org set acme --colour 1F5F6B --code-length 8 --request-days 365 --default-country pt --creates-per-minute 1',
    'org set acme --allowed-origins https://a.example,https://b.example:8443',
    'org set acme --logo none --colour none --default-country none --allowed-origins none',
    'key create acme --name CI --expires 2027-01-01 --no-signature --min-signature-version 2',
    'key create acme --name CI --expires 2027-01-01T12:00:00+01:00',
    'key rotate acme 6b042c3fa03d94e67dee4c7c --overlap-hours 0',
    'key revoke acme 6b042c3fa03d94e67dee4c7c',
    'seal list --json',
    'seal compromised 6b04 --since 2026-10-01T08:00:00Z',
  ])('"%s"', async (line) => {
    expect(await typed(line)).toMatchObject({ json: line.includes('--json'), work: expect.any(Function) });
  });

  it.each(['png', 'jpeg'])('a logo that is a %s, whatever its name', async (kind) => {
    const logo = file('logo.txt', kind === 'png' ? png : aJpeg());
    expect(await typed(`org set acme --logo ${logo}`)).toHaveProperty('work');
  });
});

describe('The command line refuses, before it opens anything,', () => {
  it.each([
    ['org', 'There is no command "org". There are: org create, org list,'],
    ['org frob --name x', 'There is no command "org frob"'],
    ['list', 'There is no command "list"'],
    ['org create', '<slug> is missing: org create <slug> --name <text> [options]'],
    ['org create acme', '--name is missing'],
    ['org create Acme --name x', '"Acme" is no slug'],
    ['org create -acme --name x', 'org create'],
    ['org list extra', '"extra" is one word too many: org list'],
    ['org set acme', 'There is nothing to set'],
    ['org set acme --frob x', 'org set has no option --frob. It has: --name, --logo,'],
    ['org set acme --expires 2027-01-01', 'org set has no option --expires'],
    ['org set acme --name', 'org set: '],
    ['org set acme --colour red', '--colour must look like #1f5f6b'],
    ['org set acme --code-length 7', '--code-length must be 6 or 8'],
    ['org set acme --code-length none', '--code-length must be 6 or 8'],
    ['org set acme --request-days 0', '--request-days must not be less than 1'],
    ['org set acme --request-days 366', '--request-days must not be greater than 365'],
    ['org set acme --request-days abc', '--request-days must be an integer number'],
    ['org set acme --request-days 1.5', '--request-days must be an integer number'],
    ['org set acme --code-delivery mail', '--code-delivery must be one of SEND_AND_RETURN, SEND, RETURN'],
    [
      'org set acme --language english',
      '--language must be one that this server speaks: ENG, PRT, SPA, FRA, DEU, ITA, NLD, POL, ARA',
    ],
    ['org set acme --default-country portugal', '--default-country must be two letters, e.g. PT'],
    ['org set acme --allowed-origins http://a.example', 'each of --allowed-origins must look like'],
    ['org set acme --allowed-origins https://a.example/path', 'each of --allowed-origins must look like'],
    ['org set acme --creates-per-minute 0', '--creates-per-minute must not be less than 1'],
    [`org set acme --name ${'x'.repeat(121)}`, '--name must be shorter than or equal to 120 characters'],
    ['org set acme --logo nowhere.png', '--logo cannot be read: ENOENT'],
    ['key create acme', '--name is missing'],
    ['key create acme --name x --expires soon', '"soon" is none'],
    ['key create acme --name x --expires 2027-02-30T', '"2027-02-30T" is none'],
    ['key create acme --name x --expires 1', '"1" is none'],
    ['key create acme --name x --min-signature-version 3', '--min-signature-version must be 1 or 2'],
    ['key create acme --name x --no-signature=yes', 'key create: '],
    ['seal compromised 6b04', '--since is missing'],
    [
      'seal compromised 6b04 --since yesterday',
      '--since must be a date that exists, e.g. 2027-01-01: "yesterday" is none',
    ],
    ['key rotate acme', '<keyId> is missing: key rotate <slug> <keyId>'],
    ['key rotate acme x --overlap-hours -1', 'key rotate: '],
    ['key rotate acme x --overlap-hours 1e2', '--overlap-hours must be a whole number from 0 to 168'],
    ['key rotate acme x --overlap-hours 169', '--overlap-hours must be a whole number from 0 to 168'],
  ])('"%s": %s', async (line, why) => {
    await expect(typed(line)).rejects.toMatchObject({ message: expect.stringContaining(why), forPeople: true });
  });

  it('a logo that is too large, or no picture', async () => {
    const large = file('large.png', Buffer.concat([png, Buffer.alloc(200_000)]));
    await expect(typed(`org set acme --logo ${large}`)).rejects.toThrow('--logo must have at most 200 kB');
    const script = file('logo.png', '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await expect(typed(`org set acme --logo ${script}`)).rejects.toThrow('--logo must be a PNG or JPEG');
  });

  it('with a line for each option that is wrong', async () => {
    await expect(typed('org set acme --colour red --code-length 7 --request-days 0')).rejects.toThrow(
      /^--colour .*\n--code-length .*\n--request-days .*$/,
    );
  });
});

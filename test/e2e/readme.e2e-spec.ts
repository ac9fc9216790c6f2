import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Created } from '../support/asking';
import { describeWithJudge } from '../support/judges';
import { startPlayground, type TestPlayground } from '../support/playground';
import { approved, sealed } from '../support/proving';

const root = join(__dirname, '../..');
const blocks = (file: string, language: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(
    ([, content]) => content,
  );
const command = (word: string): string => blocks('README.md', 'sh').find((block) => block.includes(word))!;
const HOTEL_MANDATE = '6964cad03b1d76b1c3000005';

describeWithJudge('curl', 'curl', 'The commands of the README, as they are printed', () => {
  let server: TestPlayground;
  let folder: string;
  beforeAll(async () => {
    server = await startPlayground();
    folder = mkdtempSync(join(tmpdir(), 'placet-readme-'));
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  /** What a shell says, and its exit code. Only the port is another one, and npm takes no folder but its own. */
  const run = (text: string): Promise<{ said: string; code: number | null }> =>
    new Promise((resolve) => {
      const here = text
        .replaceAll('http://localhost:3000', server.url)
        .replace('npm run verify --', `node ${join(root, 'bin/placet-verify.mjs')}`);
      const shell = spawn('bash', ['-c', here], { cwd: folder });
      let said = '';
      shell.stdout.on('data', (part: Buffer) => (said += part.toString()));
      shell.on('close', (code) => resolve({ said, code }));
    });

  it('ask two people', async () => {
    const { said } = await run(command('/v1/request \\'));
    const { subjects } = JSON.parse(said) as Created;
    expect(subjects.map(({ contact, code }) => [contact, code?.length])).toEqual([
      ['user@example.com', 6],
      ['+351912345678', 6],
    ]);
  });

  it('spend under the mandate that the demo has', async () => {
    await approved(server, server.demo(), { resourcesIds: [HOTEL_MANDATE] });
    const { said } = await run(command('/commit'));
    expect(JSON.parse(said)).toMatchObject({
      state: 'committed',
      remaining: { uses: 19, budget: [{ amount: '2879.50', currency: 'EUR' }] },
    });
  });

  it('hold a booking against the rules of that mandate, with the body of docs/calling.md', async () => {
    const body = blocks('docs/calling.md', 'json').find((block) => block.includes('"operationId"'))!;
    const command = (text: string) =>
      `curl --silent "http://localhost:3000/v1/via/mandates/$(curl --silent 'http://localhost:3000/v1/via/mandates' ` +
      `| grep -o 'mdt_[0-9a-f-]*' | head -1)/commit" --header 'Content-Type: application/json' --data '${text}'`;
    const other = body.replace('booking-4711', 'booking-4712');
    expect(JSON.parse((await run(command(other))).said)).toMatchObject({ state: 'committed' });
    const dear = other.replace('booking-4712', 'booking-4713').replace(': 120.5,', ': 450.5,');
    expect(JSON.parse((await run(command(dear))).said)).toMatchObject({ allowed: false, reason: 'rule_failed' });
  });

  it('keep the proof, and check it', async () => {
    const { credentials } = await approved(server, server.demo(), { groupIds: ['507f1f77bcf86cd799439011'] });
    await sealed(server.demo(), credentials[0].id);
    const { said, code } = await run(command('/evidence/'));
    expect(said).toContain('GOOD AS FAR AS IT WAS CHECKED');
    expect(said).toContain('document.pdf and original.pdf: the ones that it has the digests of');
    expect(code).toBe(3);
  });
});

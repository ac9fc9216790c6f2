import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describeWithJudge } from '../support/judges';
import { sql } from '../support/asking';
import { startServer, type TestServer } from '../support/server';

/** The client that somebody writes in an afternoon: curl, openssl, sed; seconds for a clock; a JSON content type always. */
const CLIENT = `
set -euo pipefail
call() { # method, path, body
  local timestamp signed signature
  timestamp=$(date +%s000)
  if [ -n "\${3-}" ]; then signed="$timestamp.$3"; else signed="$timestamp"; fi
  signature=$(printf '%s' "$signed" | openssl dgst -sha256 -hmac "$SIGNATURE_SECRET" -hex | sed 's/.*= //')
  curl --silent --show-error --write-out '\\n' --request "$1" --url "$URL$2" --header 'Content-Type: application/json' \\
    --header "Authorization: Bearer $API_KEY" --header "X-Timestamp: $timestamp" --header "X-Signature: $signature" \\
    \${3:+--data "$3"}
}
first() { sed -n "s/.*\\"$1\\":\\"\\{0,1\\}\\([^,\\"}]*\\).*/\\1/p"; } # the last of this name, as a jq of the poor
`;

describeWithJudge('curl', 'curl', 'A client in the shell', () => {
  let server: TestServer;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    server = await startServer({ environment: { DELIVERY: 'off' } });
    const { key } = await server.organization();
    environment = { PATH: process.env.PATH, URL: server.url, API_KEY: key.key, SIGNATURE_SECRET: key.signatureSecret };
  });
  afterAll(() => server.stop());

  const run = async (script: string): Promise<string[]> => {
    const { stdout } = await promisify(execFile)('bash', ['-c', CLIENT + script], { env: environment });
    return stdout.trim().split('\n');
  };

  it('asks, finds, follows, sends again and cancels', async () => {
    const body = JSON.stringify({
      contacts: ['ana@example.com'],
      name: 'From the shell',
      credentials: [{ type: 'CONSENT', name: 'Privacy', data: [{ label: 'text', type: 'string', value: 'I agree.' }] }],
    });
    const [id, ...asked] = await run(`
      created=$(call POST /v1/request '${body}')
      id=$(printf '%s' "$created" | sed 's/^{"id":"\\([0-9a-f]*\\)".*/\\1/')
      echo "$id"
      call GET '/v1/request?search=from%20the%20shell&status[]=PENDING' | first totalPages
      call GET "/v1/request/$id" | sed 's/.*"status":"\\([A-Z]*\\)","subjects".*/\\1/; s/.*"issuer".*/shown/'
      call PATCH "/v1/request/resend/$id" | first code`);
    expect(id).toMatch(/^[0-9a-f]{24}$/);
    expect(asked).toEqual(['1', 'shown', 'resend_too_soon']);

    await sql(server.database, `UPDATE request_subjects SET created_at = created_at - interval '1 minute'`);
    const followed = await run(`
      call PATCH "/v1/request/resend/${id}?contact=ana@example.com"
      call DELETE "/v1/request/${id}"
      call DELETE "/v1/request/${id}" | first message
      call GET '/v1/request' | first totalPages
      call GET '/v1/request?status=CANCELED' | first totalCount`);
    expect(followed).toEqual(['true', 'true', 'Request not found or already canceled', '0', '1']);
  });
});

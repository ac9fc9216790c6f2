import { sql } from '../support/asking';
import { anIdentity } from '../support/people';
import { startServer } from '../support/server';

it('No log line holds an identity, whether an import goes well or fails', async () => {
  const logged: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
  const server = await startServer({ environment: { DELIVERY: 'off', LOG_LEVEL: 'debug' } });
  server.app.flushLogs();
  const organization = await server.organization();
  const identity = anIdentity({ fullName: 'Logged Nowhere', docId: 'NOLOG123', taxNumber: '555666777' });
  const items = [{ contact: 'ana@example.com', identity }];
  await organization.call('post', '/v1/user', items).expect(200);
  await organization.call('get', '/v1/user?contact=ana@example.com').expect(200);
  await sql(server.database, 'ALTER TABLE identities ADD CONSTRAINT broken CHECK (filed_at IS NULL) NOT VALID');
  const others = [{ contact: 'ben@example.com', identity: { ...identity, docId: 'NOLOG124' } }];
  await organization.call('post', '/v1/user', others).expect(500);
  await server.stop();
  write.mockRestore();
  const text = logged.join('');
  expect(text).toContain('/v1/user');
  expect(text).toContain('broken');
  for (const secret of ['Logged Nowhere', 'NOLOG12', '555666777', '1990-04-23']) expect(text).not.toContain(secret);
});

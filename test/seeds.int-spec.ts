import { migrate } from '../src/platform/database';
import { seedDemo } from '../src/playground/seeds';
import { Client } from 'pg';

it('demo', async () => {
  const base = process.env.PLACET_TEST_POSTGRES!;
  const c = new Client({ connectionString: base }); await c.connect(); await c.query('CREATE DATABASE seedtry'); await c.end();
  const url = base.replace(/\/[^/]*$/, '/seedtry');
  await migrate(url, 'up');
  console.log(await seedDemo(url));
  console.log(await seedDemo(url));
  const d = new Client({ connectionString: url }); await d.connect();
  console.log((await d.query('select * from seeded')).rows, (await d.query('select id,slug,did,colour from organizations')).rows, (await d.query('select resource_id, version, name, length(data::text), document_sha256 from resource_versions')).rows,(await d.query('select * from group_resources')).rows);
  await d.end();
});

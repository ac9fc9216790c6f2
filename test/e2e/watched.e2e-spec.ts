import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Metrics } from '../../src/platform/metrics';
import { aConsent, sql } from '../support/asking';
import { startServer, type TestServer } from '../support/server';

const OPS = ['grafana/placet.json', 'prometheus/placet.rules.yml'];

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
});
afterAll(() => server.stop());

const metrics = (): Promise<string> => server.app.get(Metrics).registry.metrics();
const valueOf = async (series: string): Promise<number> => {
  const line = (await metrics()).split('\n').find((one) => one.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1));
};

describe('What is seen from outside', () => {
  it.each(OPS)('has every name that ops/%s asks for, with the labels it asks by', async (file) => {
    const text = readFileSync(join(__dirname, '../../ops', file), 'utf8');
    const asked = [...text.matchAll(/\b(placet_\w+)(?:\{(\w+)=)?/g)].map(([, name, label]) => ({ name, label }));
    expect(asked.length).toBeGreaterThan(10);
    const told = await metrics();
    const types = new Set([...told.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name));
    const known = (name: string) => types.has(name) || types.has(name.replace(/_(bucket|count|sum)$/, ''));
    expect(asked.filter(({ name }) => !known(name))).toEqual([]);
    const labels = labelNames();
    const base = (name: string) => (types.has(name) ? name : name.replace(/_(bucket|count|sum)$/, ''));
    expect(asked.filter(({ name, label }) => label && !labels.get(base(name))?.includes(label))).toEqual([]);
  });

  it('tells how many messages wait, by kind, and how late the most overdue is', async () => {
    const organization = await server.organization();
    await organization
      .asks({ contacts: ['ana@example.com', 'rui@example.com'], credentials: [aConsent()] })
      .expect(201);
    expect(await valueOf('placet_queue_waiting{queue="notifications",kind="INVITATION"}')).toBe(2);
    expect(await valueOf('placet_queue_waiting{queue="notifications",kind="NEW_CODE"}')).toBe(0);
    expect(await valueOf('placet_queue_waiting{queue="sealings",kind="SEALING"}')).toBe(0);
    await sql(server.database, "UPDATE notifications SET next_attempt_at = now() - interval '300 seconds'");
    expect(await valueOf('placet_queue_late_seconds{queue="notifications",kind="INVITATION"}')).toBeGreaterThanOrEqual(
      300,
    );
    expect(await valueOf('placet_queue_late_seconds{queue="notifications",kind="NEW_CODE"}')).toBe(0);
  });

  it('tells of the connections, of the certificate of the seal, and of what runs', async () => {
    expect(await valueOf('placet_database_connections{state="waited for"}')).toBe(0);
    expect(await valueOf('placet_database_connections{state="idle"}')).toBeGreaterThan(0);
    expect(await valueOf('placet_seal_certificate_days_left')).toBeGreaterThan(0);
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
    expect(await valueOf(`placet_build_info{version="${version}",node="${process.version}"}`)).toBe(1);
  });
});

/** The labels that each metric is declared with. */
function labelNames(): Map<string, string[]> {
  const all = server.app.get(Metrics).registry.getMetricsAsArray();
  return new Map(all.map((one) => [one.name, (one as unknown as { labelNames: string[] }).labelNames]));
}

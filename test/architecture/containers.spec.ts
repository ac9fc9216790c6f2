import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { readSettings, settingNames } from '../../src/platform/configuration';
import { read, ROOT } from './source-files';

interface Service {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  restart?: string;
}

/** Settings that make no sense in a container, or that the image sets itself. */
const NOT_FOR_CONTAINERS = [
  'ALLOW_UNSAFE_DATABASE',
  'CAPTURE_DIRECTORY',
  'HOST',
  'METRICS_HOST',
  'METRICS_PORT',
  'PORT',
];

const text = read('docker-compose.yml');
const { services, volumes } = load(text, { schema: CORE_SCHEMA.withTags(mergeTag) }) as {
  services: Record<string, Service>;
  volumes: object;
};
const { postgres, migrate, server, worker, mailpit } = services;
const ours = Object.entries({ migrate, server, worker });

/** The instructions of the Dockerfile, stages in order; lines that continue are joined. */
const instructions = read('Dockerfile')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line.trim() && !line.startsWith('#'))
  .map((line) => ({ name: line.split(' ')[0], rest: line.slice(line.indexOf(' ') + 1) }));
const all = (name: string): string[] => instructions.filter((each) => each.name === name).map(({ rest }) => rest);
const runtime = instructions.slice(instructions.findIndex(({ rest }) => rest.endsWith('AS runtime')));
const last = (name: string): string | undefined => runtime.filter((each) => each.name === name).at(-1)?.rest;

describe('docker-compose.yml', () => {
  it('starts Postgres, then the schema, then a server and a worker, and a mailbox', () => {
    expect(Object.keys(services).sort()).toEqual(['mailpit', 'migrate', 'postgres', 'server', 'worker']);
    expect(migrate.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    for (const service of [server, worker]) {
      expect(service.depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
    }
    expect(migrate).toMatchObject({ command: ['node', 'dist/src/migrate.js'], restart: 'no' });
    expect(worker.command).toEqual(['node', 'dist/src/worker.js']);
    expect(server.command).toBeUndefined();
  });

  it('starts programs that there are', () => {
    const commands = [migrate.command!, worker.command!, JSON.parse(last('CMD')!) as string[]];
    const sources = commands.map(([, program]) => program.replace(/^dist\/(.*)\.js$/, '$1.ts'));
    expect(sources.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('leaves delivery to the worker', () => {
    expect([server.environment?.DELIVERY, worker.environment?.DELIVERY]).toEqual(['off', 'on']);
  });

  it('keeps the data of PostgreSQL 18 on a volume, where that image puts it', () => {
    expect(postgres).toMatchObject({ image: 'postgres:18', volumes: ['postgres:/var/lib/postgresql'] });
    expect(Object.keys(volumes)).toEqual(['postgres']);
    expect(postgres.healthcheck?.test).toEqual(expect.arrayContaining(['CMD', 'pg_isready', '--host=127.0.0.1']));
  });

  it.each(ours)('gives %s settings that exist, and all that concern it', (name, { environment = {} }) => {
    const known = settingNames();
    expect(Object.keys(environment).filter((key) => !known.includes(key))).toEqual([]);
    const left = known.filter((key) => !(key in environment) && !NOT_FOR_CONTAINERS.includes(key));
    expect(left).toEqual(name === 'migrate' ? ['DELIVERY'] : []);
  });

  it('takes from .env only what .env.example lists, and insists on the secrets', () => {
    const taken = [...text.matchAll(/\$\{(\w+)(:\?)?/g)].map(([, name, required]) => ({ name, required: !!required }));
    const listed = read('.env.example').match(/^\w+(?==)/gm)!;
    expect(taken.filter(({ name }) => !listed.includes(name))).toEqual([]);
    const insisted = taken.filter(({ required }) => required).map(({ name }) => name);
    expect([...new Set(insisted)].sort()).toEqual(['MASTER_KEY', 'POSTGRES_PASSWORD', 'PUBLIC_URL']);
    const optional = taken.filter(({ required }) => !required).map(({ name }) => name);
    expect(optional.filter((name) => insisted.includes(name))).toEqual([]);
  });

  it.each(ours.slice(1))('starts the %s with nothing set but the secrets', (_name, { environment = {} }) => {
    const dotEnv: Record<string, string> = {
      MASTER_KEY: randomBytes(32).toString('base64'),
      POSTGRES_PASSWORD: randomBytes(24).toString('hex'),
      PUBLIC_URL: 'http://localhost:3000',
    };
    const filledIn = Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/\$\{(\w+):[-?]([^}]*)\}/g, (_all, key: string, otherwise: string) => dotEnv[key] ?? otherwise),
    ]);
    const settings = readSettings(Object.fromEntries(filledIn) as Record<string, string>);
    expect(settings).toMatchObject({
      production: true,
      SMTP_URL: 'smtp://mailpit:1025',
      PUBLIC_URL: dotEnv.PUBLIC_URL,
    });
    expect(new URL(settings.DATABASE_URL).password).toBe(dotEnv.POSTGRES_PASSWORD);
  });

  it('is reachable from this machine only', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports).toHaveLength(3);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(mailpit.ports).toEqual(['127.0.0.1:8025:8025', '127.0.0.1:1025:1025']);
  });

  it.each([...ours, ['mailpit', mailpit] as const])('lets %s change nothing and gain nothing', (_name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
  });

  it('checks the health of what listens, not of what does not', () => {
    expect([migrate, worker].map(({ healthcheck }) => healthcheck)).toEqual([{ disable: true }, { disable: true }]);
    expect(server.healthcheck).toBeUndefined(); // the image's own
  });
});

describe('The Dockerfile', () => {
  it('builds in stages from one image of a maintained Node', () => {
    expect(all('FROM').map((from) => from.split(' AS ')[1])).toEqual(['deps', 'build', 'runtime']);
    expect(all('ARG')).toEqual(['NODE_IMAGE=node:22-bookworm-slim']);
  });

  it('installs from the lockfile alone and leaves out what production does not need', () => {
    const [install, build] = all('RUN');
    expect(install).toMatch(/^npm ci /);
    expect(build).toMatch(/^npm run build && npm prune --omit=dev --omit=optional /);
  });

  it('ships the package file, its packages and what was compiled, owned by root', () => {
    const copies = runtime.filter(({ name }) => name === 'COPY').map(({ rest }) => rest);
    expect(copies).toEqual(
      ['package.json', 'node_modules', 'dist'].map((path) => `--from=build /app/${path} ./${path}`),
    );
  });

  it('brings the program that the pages offer: it is there before the build copies it to where they look', () => {
    const build = instructions.slice(instructions.findIndex(({ rest }) => rest.endsWith('AS build')));
    const [copied, built] = ['bin ./bin', 'npm run build'].map((text) =>
      build.findIndex(({ rest }) => rest.startsWith(text)),
    );
    expect(copied).toBeGreaterThan(0);
    expect(built).toBeGreaterThan(copied);
    expect(existsSync(join(ROOT, 'bin/placet-verify.mjs'))).toBe(true);
  });

  it('runs the server as a stranger, in production, with a health check of its own', () => {
    expect(last('USER')).toBe('node');
    expect(last('ENV')).toBe('NODE_ENV=production HOST=0.0.0.0 PORT=3000');
    expect(JSON.parse(last('CMD')!)).toEqual(['node', 'dist/src/main.js']);
    const check = last('HEALTHCHECK')!;
    expect(check).toContain('/health/ready');
    expect(JSON.parse(check.slice(check.indexOf('[')))).toHaveLength(3);
  });

  it('copies only what .dockerignore lets in, and that lets in nothing secret', () => {
    const lines = read('.dockerignore').split('\n');
    expect(lines.filter((line) => line && !line.startsWith('#'))[0]).toBe('*');
    const letIn = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const copied = all('COPY')
      .filter((rest) => !rest.startsWith('--from'))
      .flatMap((rest) => rest.split(' ').slice(0, -1));
    expect([...copied].sort()).toEqual([...letIn].sort());
    expect(letIn.filter((path) => path.startsWith('.'))).toEqual([]);
  });
});

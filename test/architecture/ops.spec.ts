import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { settingNames } from '../../src/platform/configuration';
import { describeWithJudge } from '../support/judges';
import { filesBelow, read, ROOT } from './source-files';

interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  data?: Record<string, string>;
  validate(): void;
}

const manifests = loadAll(read('ops/kubernetes/placet.yaml')) as Manifest[];

describe('The Kubernetes manifests', () => {
  it.each(manifests.map((one) => [`${one.kind} ${one.metadata.name}`, one] as const))('%s is valid', (_name, one) => {
    const modelsOf = createRequire(__filename)(`kubernetes-models/${one.apiVersion}`) as Record<
      string,
      new (given: Manifest) => Manifest
    >;
    expect(() => new modelsOf[one.kind](one).validate()).not.toThrow();
  });

  it('set only what can be set', () => {
    const { data = {} } = manifests.find(({ kind }) => kind === 'ConfigMap')!;
    expect(Object.keys(data).filter((name) => !settingNames().includes(name))).toEqual([]);
  });

  it('run nothing as root, and nothing that could change itself', () => {
    const pods = manifests.filter(({ kind }) => kind === 'Deployment').map((one) => JSON.stringify(one));
    expect(pods).toHaveLength(2);
    for (const pod of pods) {
      expect(pod).toContain('"runAsNonRoot":true');
      expect(pod.match(/"readOnlyRootFilesystem":true/g)?.length).toBe(pod.match(/"image":/g)?.length);
    }
  });
});

describe('The systemd units', () => {
  const units = filesBelow('ops/systemd').map((path) => read(path));

  it('start programs of the build, with settings that can be set', () => {
    const started = units.flatMap((unit) => [...unit.matchAll(/^ExecStart(?:Pre)?=\/usr\/bin\/node (\S+)$/gm)]);
    expect(started.map(([, program]) => program).sort()).toEqual(
      ['main', 'migrate', 'worker'].map((name) => `dist/src/${name}.js`),
    );
    const set = units.flatMap((unit) => [...unit.matchAll(/^Environment=(\w+)=/gm)].map(([, name]) => name));
    expect(set.filter((name) => !settingNames().includes(name))).toEqual([]);
  });

  it('wait longer than anything that is under way may take', () => {
    for (const unit of units) expect(unit).toContain('TimeoutStopSec=35');
  });
});

describeWithJudge('promtool', 'prometheus', 'The alert rules', () => {
  it('are accepted by Prometheus', () => {
    const said = execFileSync('promtool', ['check', 'rules', join(ROOT, 'ops/prometheus/placet.rules.yml')], {
      encoding: 'utf8',
    });
    expect(said).toMatch(/SUCCESS: \d+ rules found/);
  });
});

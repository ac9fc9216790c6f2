import type { CheckedSeal } from '../modules/credentials';
import { AdminRefused, type Command, type Services } from './command';
import { table } from './table';

const ORGANIZATION = { org: { value: '<slug>', help: 'of this organization only' } };

async function organizationsOf({ organizations }: Services, slug: string | undefined) {
  if (slug === undefined) return organizations.list();
  const found = await organizations.bySlug(slug);
  if (!found) throw new AdminRefused(`There is no organization ${slug}. org list shows them`);
  return [found];
}

const list: Command = {
  name: 'sealing list',
  places: [],
  options: ORGANIZATION,
  summary:
    'lists documents that were not sealed because of what came out, sealed ones that are broken, and seals that were not renewed',
  prepare: ({ options: { org } }) =>
    Promise.resolve(async (services) => {
      const found = [];
      for (const { id, slug } of await organizationsOf(services, org))
        found.push(...(await services.sealings.list(id)).map((each) => ({ organization: slug, ...each })));
      const rows = found.map((each) => [each.organization, each.credentialId, each.status, each.since, each.reason]);
      const head = ['ORGANIZATION', 'CREDENTIAL', 'STATUS', 'SINCE', 'REASON'];
      return {
        lines: rows.length > 0 ? table(head, rows) : ['Nothing is refused, broken or waits to be renewed.'],
        json: found,
      };
    }),
};

const retry: Command = {
  name: 'sealing retry',
  places: [],
  options: { ...ORGANIZATION, credential: { value: '<id>', help: 'this one only' } },
  summary: 'has documents sealed again that were refused; running servers do it within a minute',
  prepare: ({ options: { org, credential } }) =>
    Promise.resolve(async (services) => {
      const again: string[] = [];
      for (const { id } of await organizationsOf(services, org))
        again.push(...(await services.sealings.retry(id, credential)));
      if (credential !== undefined && again.length === 0)
        throw new AdminRefused(`The sealing of ${credential} is not refused. sealing list shows which ones are`);
      return { lines: [`${again.length} will be sealed again.`], json: { credentials: again } };
    }),
};

const check: Command = {
  name: 'sealed check',
  places: [],
  options: ORGANIZATION,
  summary: 'holds every sealed document against the one that was asked, and keeps which ones are broken',
  prepare: ({ options: { org } }) =>
    Promise.resolve(async (services) => {
      const checked: (CheckedSeal & { organization: string })[] = [];
      for (const { id, slug } of await organizationsOf(services, org))
        for await (const seal of services.checkSeals.execute(id)) checked.push({ organization: slug, ...seal });
      const wrong = checked.filter(({ broken, failed }) => broken !== null || failed !== undefined);
      const rows = wrong.map((each) => [
        each.organization,
        each.credentialId,
        each.broken ?? `not compared: ${each.failed}`,
      ]);
      const lines = [
        ...(rows.length > 0 ? table(['ORGANIZATION', 'CREDENTIAL', 'WHAT IS WRONG'], rows) : []),
        `${checked.length} sealed documents: ${checked.filter(({ broken }) => broken !== null).length} broken.`,
      ];
      return { lines, json: checked };
    }),
};

export const sealingCommands: Command[] = [list, retry, check];

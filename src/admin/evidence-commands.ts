import { AdminRefused, type Command } from './command';
import { organizationOf } from './organization-commands';

const verify: Command = {
  name: 'evidence verify',
  places: [],
  options: { organization: { value: '<slug>', help: 'whose log', required: true } },
  summary: 'computes the whole log of an organization anew and names the first entry that was changed',
  prepare: ({ options: { organization: slug } }) =>
    Promise.resolve(async (services) => {
      const { id, did } = await organizationOf(services, slug!);
      const { wrong, ...found } = await services.evidence.execute(id, did);
      if (wrong !== null) throw new AdminRefused(`The log of "${slug}" is not what was written. ${wrong}`);
      const { entries, checkpoints, erased, waiting } = found;
      const lines = [
        `The log of "${slug}" is as it was written: ${entries} entries, ${checkpoints} checkpoints.`,
        ...(erased > 0 ? [`The details of ${erased} were erased; their digests stand.`] : []),
        ...(waiting > 0 ? [`${waiting} are not linked yet.`] : []),
      ];
      return { lines, json: { log: did, ...found } };
    }),
};

export const evidenceCommands: Command[] = [verify];

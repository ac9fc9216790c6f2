import type { UsedSealCertificate } from '../modules/keys';
import { AdminRefused, type Command } from './command';
import { readInstant } from './read-instant';
import { table } from './table';

const list: Command = {
  name: 'seal list',
  places: [],
  options: {},
  summary: 'lists the certificates that documents were sealed under',
  prepare: () =>
    Promise.resolve(async ({ seals }) => {
      const used = await seals.used();
      const rows = used.map((each) => [each.fingerprint, each.firstUsedAt, each.lastUsedAt, each.compromisedAt]);
      const lines =
        used.length > 0
          ? table(['FINGERPRINT', 'FIRST USED', 'LAST USED', 'COMPROMISED'], rows)
          : ['No document has been sealed yet.'];
      return { lines, json: used.map(asJson) };
    }),
};

const compromised: Command = {
  name: 'seal compromised',
  places: ['fingerprint'],
  options: { since: { value: '<time>', help: 'from when on somebody else may have had the key', required: true } },
  summary: 'says that somebody else may have a key that seals: what it sealed from then on is not good by itself',
  prepare: ({ places: { fingerprint }, options: { since } }) => {
    const at = readInstant('since', since!);
    return Promise.resolve(async (services) => {
      if (at > services.now())
        throw new AdminRefused('--since lies in the future: it is when the key was taken, not when it ends');
      const from = await services.seals.compromised(fingerprint.replaceAll(':', '').toLowerCase(), at);
      if (!from)
        throw new AdminRefused(
          `No document is known to be sealed under ${fingerprint}. seal list shows the certificates`,
        );
      const lines = [
        `The key of ${fingerprint} counts as compromised since ${from.toISOString()}.`,
        'If the server still seals with it, nothing is sealed until SEAL_* names another one.',
      ];
      return { lines, json: { fingerprint, compromisedAt: from } };
    });
  },
};

export const sealCommands: Command[] = [list, compromised];

const asJson = ({ certificate, chain, ...rest }: UsedSealCertificate) => ({
  ...rest,
  certificate: base64(certificate),
  chain: chain.map(base64),
});

const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');

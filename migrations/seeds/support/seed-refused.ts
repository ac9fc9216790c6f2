import { ErrorForPeople } from '../../../src/platform/configuration';

/** A seed cannot run as it is, and nothing was written. One line for each thing that is wrong; none holds a secret. */
export class SeedRefused extends ErrorForPeople {
  constructor(readonly lines: string[]) {
    super(lines.join('\n'));
  }
}

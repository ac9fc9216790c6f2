import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Problem, type Answer, type Principal } from '../../platform/http';
import { newId } from '../../platform/ids';
import { WritesOnce, type WriteAttempt } from '../../platform/writes';
import { decideItems } from './decide-items';
import { FileItems, type ImportCall } from './file-items';
import { feedbackOn } from './import-feedback';
import { readItems } from './read-items';
import { Standings } from './standings';

const MOST_ITEMS = 100;
const ATTEMPTS = 10;
/** What two imports may want at the same moment: whoever comes second looks again and is told what is so by then. */
const CONTESTED = new Set(['identities_pkey', 'identities_match_key_key', 'subjects_internal_id_key']);

/** POST /v1/user: people, in a constant number of statements. A bad item is refused by itself; the others are taken. */
@Injectable()
export class ImportUsers {
  constructor(
    private readonly writes: WritesOnce,
    private readonly standings: Standings,
    private readonly file: FileItems,
    private readonly clock: Clock,
  ) {}

  async execute(caller: Principal, items: unknown, attempt: WriteAttempt): Promise<Answer> {
    if (!Array.isArray(items) || items.length < 1 || items.length > MOST_ITEMS) {
      const message = `The body must be an array of 1 to ${MOST_ITEMS} users`;
      throw Problem.invalid([{ field: 'body', message }]);
    }
    for (let tries = 1; ; tries++) {
      try {
        return await this.once(caller, items, attempt);
      } catch (error) {
        if (tries === ATTEMPTS || !CONTESTED.has((error as { constraint?: string }).constraint ?? '')) throw error;
      }
    }
  }

  private once(caller: Principal, items: unknown[], attempt: WriteAttempt): Promise<Answer> {
    const { id: org, defaultCountry } = caller.organization;
    const call: ImportCall = { id: newId(), caller, at: this.clock.now() };
    const readings = readItems(items, defaultCountry, call.at);
    return this.writes.run(org, attempt, async (tx, sealer) => {
      const right = readings.flatMap(({ item }) => item ?? []);
      const standings = await this.standings.of(tx, org, right);
      const refusals = decideItems(right, standings);
      const taken = right.filter((_, index) => refusals[index] === null);
      const people = await this.file.execute(tx, call, taken, sealer);
      const outcomes = new Map(
        right.map((item, index) => [item, refusals[index] ?? { standing: standings[index], people }]),
      );
      return { id: call.id, status: 200, body: readings.map((reading) => feedbackOn(reading, outcomes)) };
    });
  }
}

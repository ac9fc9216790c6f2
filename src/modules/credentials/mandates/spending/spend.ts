import { HttpStatus, Injectable } from '@nestjs/common';
import { Clock } from '../../../../platform/clock';
import type { Transaction } from '../../../../platform/database';
import { Answer, Problem, type Principal } from '../../../../platform/http';
import type { Sealer } from '../../../../platform/secrets';
import { WritesOnce, type WriteAttempt } from '../../../../platform/writes';
import { readAsked, requireSame, type GivenStep } from './asked';
import { Denied } from './denied';
import { nextOf } from './next-step';
import type { Step } from './operation';
import { OperationStore, type StepName } from './operation-store';
import { TellStep } from './tell-step';
import { Turns } from './turns';

/**
 * One step of an operation under a mandate: holds, spends or gives back a use and money. One transaction that holds the
 * mandate's row: what is counted, told, signed and remembered is so exactly if it commits. The same step again is answered
 * with the same text.
 */
@Injectable()
export class SpendUnderMandate {
  private readonly turns = new Turns();

  constructor(
    private readonly writes: WritesOnce,
    private readonly operations: OperationStore,
    private readonly tell: TellStep,
    private readonly clock: Clock,
  ) {}

  /** 200 with what became of the operation, or 403 with why the mandate does not allow it: that is not remembered. */
  async execute(
    caller: Principal,
    attempt: WriteAttempt,
    mandateId: string,
    step: Step,
    given: GivenStep,
  ): Promise<Answer> {
    const { organization } = caller;
    const { operationId, refundId } = given;
    const name = { org: organization.id, mandateId, operationId, step, refundId: refundId ?? '' };
    try {
      // By the organization as well: whoever only knows the id of a mandate stands in nobody's way.
      return await this.turns.take(`${organization.id}/${mandateId}`, () =>
        this.writes.run(organization.id, attempt, async (tx, sealer) => {
          const body = await this.take(tx, sealer, caller, name, given);
          return { id: mandateId, status: HttpStatus.OK, body };
        }),
      );
    } catch (error) {
      if (!(error instanceof Denied)) throw error;
      return new Answer(HttpStatus.FORBIDDEN, JSON.stringify(await this.tell.denied(organization, name, error)));
    }
  }

  private async take(
    tx: Transaction,
    sealer: Sealer,
    caller: Principal,
    name: StepName,
    given: GivenStep,
  ): Promise<object> {
    const mandate = await this.operations.lock(tx, name);
    if (!mandate) throw new Problem('not_found', 'Mandate not found');
    const now = this.clock.now();
    const standing = await this.operations.standing(tx, name, mandate, now);
    const asked = readAsked(name.step, given, standing);
    if (standing.earlier) {
      requireSame(name, standing.earlier.asked, asked);
      return JSON.parse(standing.earlier.answer) as object;
    }
    const situation = { step: name.step, given, asked, mandate, standing, now };
    const next = nextOf(situation);
    this.operations.keep(tx, name, next.operation, now);
    return this.tell.taken(tx, sealer, caller, name, { ...situation, ...next });
  }
}

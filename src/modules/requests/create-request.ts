import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import type { Answer, Principal } from '../../platform/http';
import type { Sealer } from '../../platform/secrets';
import type { Transaction } from '../../platform/database';
import { WritesOnce, type Made, type WriteAttempt } from '../../platform/writes';
import { SubjectsService } from '../subjects';
import { createdRequest } from './created-request';
import type { CreateRequestDto } from './dto/create-request.dto';
import { PrepareAsk, type Ask } from './prepare-ask';
import { SendRequest } from './send-request';
import { StoreRequest } from './store-request';

/**
 * POST /v1/request. Everything that can be refused is refused before the transaction; inside it, what is asked, whom, the
 * messages, the evidence and the answer itself are written together, in a constant number of statements.
 */
@Injectable()
export class CreateRequest {
  constructor(
    private readonly prepare: PrepareAsk,
    private readonly writes: WritesOnce,
    private readonly subjects: SubjectsService,
    private readonly store: StoreRequest,
    private readonly send: SendRequest,
    private readonly clock: Clock,
  ) {}

  async execute(caller: Principal, dto: CreateRequestDto, attempt: WriteAttempt): Promise<Answer> {
    const { organization } = caller;
    const ask = await this.prepare.execute(organization, dto);
    const answer = await this.writes.run(organization.id, attempt, (tx, sealer) => this.write(tx, caller, ask, sealer));
    this.send.wake();
    return answer;
  }

  private async write(tx: Transaction, caller: Principal, ask: Ask, sealer: Sealer): Promise<Made> {
    const people = await this.subjects.reach(tx, caller.organization.id, ask.contacts);
    const stored = this.store.execute(tx, caller, ask, people, this.clock.now(), sealer);
    this.send.queue(tx, caller, ask, stored, sealer);
    return {
      id: stored.id,
      status: 201,
      headers: { Location: `/v1/request/${stored.id}` },
      body: createdRequest(stored, caller.organization.codeDelivery),
    };
  }
}

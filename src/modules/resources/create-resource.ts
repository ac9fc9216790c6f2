import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Problem, type Answer, type OrganizationId } from '../../platform/http';
import { WritesOnce, type WriteAttempt } from '../../platform/writes';
import type { CreateResourceDto } from './dto/resource.dto';
import { ResourceStore } from './resource-store';
import { ResourceTerms } from './resource-terms';
import { resourceView } from './resource-view';

/** POST /v1/resource. Everything that can be refused is refused before the transaction. */
@Injectable()
export class CreateResource {
  constructor(
    private readonly terms: ResourceTerms,
    private readonly store: ResourceStore,
    private readonly writes: WritesOnce,
    private readonly clock: Clock,
  ) {}

  async execute(org: OrganizationId, dto: CreateResourceDto, attempt: WriteAttempt): Promise<Answer> {
    const prepared = await this.terms.read(org, dto.type, dto);
    if (prepared.terms.data === null) throw nothingAsked();
    return this.writes.run(org, attempt, async (tx) => {
      this.terms.keepDocuments(tx, org, prepared);
      const resource = { type: dto.type, active: dto.active ?? true };
      const id = this.store.insert(tx, org, resource, prepared.terms, this.clock.now());
      const row = await this.store.find(tx, org, id);
      return { id, status: 201, headers: { Location: `/v1/resource/${id}` }, body: resourceView(row!) };
    });
  }
}

const nothingAsked = (): Problem =>
  Problem.invalid([{ field: 'content', message: 'content or data must say what is asked' }]);

import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork } from '../../../platform/database';
import { Answer, askedType, Problem, type OrganizationId } from '../../../platform/http';
import { sha256 } from '../../../platform/secrets';
import { HostedStatusLists } from '../../keys';

const OWNER = statement(
  'status-lists.owner',
  'SELECT o.id AS org, o.did FROM status_lists l JOIN organizations o ON o.id = l.org_id WHERE l.id = $1',
);

/** What a secured credential is called (VC Data Model 2.0, and its drafts), for those who ask for it by that. */
const TYPES = ['application/vc', 'application/vc+ld+json', 'application/ld+json'] as const;

/** Status lists for everybody who holds a credential. */
@Injectable()
export class PublicStatusLists {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lists: HostedStatusLists,
    private readonly clock: Clock,
  ) {}

  /** The signed list with its ETag, which stays the same until the list changes, under the name it is asked for by. */
  async answer(listId: string, request: Request): Promise<Answer> {
    const content = await this.read(listId);
    const tag = sha256(content).subarray(0, 16).toString('base64url');
    const type = askedType(request, TYPES);
    return new Answer(200, content, {
      ...{ ETag: `"${tag}"`, 'Cache-Control': 'public, max-age=300', Vary: 'Accept' },
      ...(type && { 'Content-Type': type }),
    });
  }

  /** The signed list. */
  async read(listId: string): Promise<string> {
    const [owner] = await this.unitOfWork.runAsSystem('status-list.find', (tx) =>
      tx.query<{ org: OrganizationId; did: string }>(OWNER, [listId]),
    );
    const content =
      owner &&
      (await this.unitOfWork.run(owner.org, (tx) =>
        this.lists.read(tx, owner.org, owner.did, listId, this.clock.now()),
      ));
    if (!content) throw new Problem('not_found', 'There is no such status list');
    return content;
  }
}

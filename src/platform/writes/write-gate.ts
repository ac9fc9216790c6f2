import { CallHandler, ExecutionContext, Injectable, NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { of, type Observable } from 'rxjs';
import { statement, UnitOfWork } from '../database';
import { Problem, type AuthenticatedRequest, type OrganizationId } from '../http';
import { attemptAt, type WriteAttempt } from './write-attempt';
import { EarlierWrites, type EarlierWrite } from './earlier-writes';

/**
 * Looks for an earlier call of the same name and, when there is none, counts this one: one statement. The counter is one
 * row an organization, for the minute of the database's clock, exact however many processes serve.
 */
const ADMIT = statement(
  'writes.admit',
  `WITH earlier AS (
     SELECT scope = $2 AS same_name, fingerprint, status, result_id, answer, headers, created_at < now() - interval '24 hours' AS forgotten
     FROM (
       SELECT * FROM idempotency_records WHERE org_id = $1 AND scope = $2
       UNION ALL SELECT * FROM idempotency_records WHERE org_id = $1 AND signature = $3
     ) called ORDER BY (scope = $2) DESC LIMIT 1
   ), counted AS (
     INSERT INTO rate_counters AS counter (org_id, minute, calls)
     SELECT $1, date_trunc('minute', now()), 1 WHERE $4 AND NOT EXISTS (SELECT FROM earlier)
     ON CONFLICT (org_id) DO UPDATE SET
       calls = CASE WHEN counter.minute = excluded.minute THEN counter.calls + 1 ELSE 1 END, minute = excluded.minute
     RETURNING calls
   )
   SELECT earlier.*, counted.calls, 60 - floor(extract(second FROM now()))::int AS seconds_left
   FROM (SELECT) one LEFT JOIN earlier ON true LEFT JOIN counted ON true`,
);

interface Admission extends Partial<EarlierWrite> {
  same_name: boolean | null;
  calls: number | null;
  seconds_left: number;
}

const COUNTED = 'placet:counted';

/** Lets a route's calls count against the organization's creates a minute. */
export const Counted = (): MethodDecorator => SetMetadata(COUNTED, true);

/**
 * Stands before every POST and PATCH that writes: a call seen before is answered as it was then and costs nothing. Where
 * the route is `@Counted()`, a new one counts against the organization's creates a minute, refused ones included.
 */
@Injectable()
export class WriteGate implements NestInterceptor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly earlierWrites: EarlierWrites,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (!request.principal) throw new Error('A write needs a principal');
    const { organization } = request.principal;
    const attempt = attemptAt(context);
    const counted = this.reflector.get<boolean | undefined>(COUNTED, context.getHandler()) ?? false;
    if (!counted && attempt.scope === null) return next.handle();
    const admission = await this.admit(organization.id, attempt, counted);
    if (admission.same_name === false) {
      throw new Problem('signature_reused', 'This signature was used before, under another name. Sign the call anew.');
    }
    if (admission.fingerprint)
      return of(this.earlierWrites.replay(admission as EarlierWrite, attempt, organization.id));
    if (counted) limit(admission, organization.createsPerMinute, context.switchToHttp().getResponse<Response>());
    return next.handle();
  }

  private admit(org: OrganizationId, attempt: WriteAttempt, counted: boolean): Promise<Admission> {
    return this.unitOfWork.runForgettably(org, async (tx) => {
      const [row] = await tx.query<Admission>(ADMIT, [org, attempt.scope, attempt.signature, counted]);
      return row;
    });
  }
}

function limit({ calls, seconds_left }: Admission, allowed: number, response: Response): void {
  const used = calls ?? 0;
  const headers = {
    'RateLimit-Limit': String(allowed),
    'RateLimit-Remaining': String(Math.max(0, allowed - used)),
    'RateLimit-Reset': String(seconds_left),
  };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (used > allowed) {
    const detail = `This organization may make ${allowed} creates a minute. Try again in ${seconds_left} seconds.`;
    throw new Problem('rate_limited', detail, { headers: { 'Retry-After': String(seconds_left) } });
  }
}

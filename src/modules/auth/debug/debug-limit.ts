import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import type { Observable } from 'rxjs';
import { statement, UnitOfWork } from '../../../platform/database';
import { Problem, type AuthenticatedRequest } from '../../../platform/http';

export const EXPLAINED_PER_MINUTE = 60;

/** One row a key, for the minute of the database's clock: exact however many processes serve. */
const COUNT = statement(
  'debug.count',
  `INSERT INTO debug_counters AS counter (api_key_id, org_id, minute, calls)
   VALUES ($2, $1, date_trunc('minute', now()), 1)
   ON CONFLICT (api_key_id) DO UPDATE SET
     calls = CASE WHEN counter.minute = excluded.minute THEN counter.calls + 1 ELSE 1 END, minute = excluded.minute
   RETURNING calls, 60 - floor(extract(second FROM now()))::int AS seconds_left`,
);

/** 60 calls a minute for a key; refused ones count. */
@Injectable()
export class DebugLimit implements NestInterceptor {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const { organization, keyId } = http.getRequest<AuthenticatedRequest>().principal!;
    const [{ calls, seconds_left }] = await this.unitOfWork.runForgettably(organization.id, (tx) =>
      tx.query<{ calls: number; seconds_left: number }>(COUNT, [organization.id, keyId]),
    );
    const response = http.getResponse<Response>();
    response.setHeader('RateLimit-Limit', String(EXPLAINED_PER_MINUTE));
    response.setHeader('RateLimit-Remaining', String(Math.max(0, EXPLAINED_PER_MINUTE - calls)));
    response.setHeader('RateLimit-Reset', String(seconds_left));
    if (calls <= EXPLAINED_PER_MINUTE) return next.handle();
    const detail = `Signatures are explained ${EXPLAINED_PER_MINUTE} times a minute. Try again in ${seconds_left} seconds.`;
    throw new Problem('rate_limited', detail, { headers: { 'Retry-After': String(seconds_left) } });
  }
}

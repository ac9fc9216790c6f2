import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { Response } from 'express';
import { InDigits } from './many';

/** A query of a call that may wait. Below what proxies cut off, usually. */
export class Wait {
  @ApiPropertyOptional({
    description:
      'How many seconds to wait for something new before answering without it. At most 20 calls wait at once.',
    ...{ type: 'integer', format: 'int32', minimum: 0, maximum: 60, default: 0, example: 1 },
  })
  @IsOptional()
  @InDigits()
  @IsInt({ message: 'wait must be a whole number of seconds' })
  @Min(0)
  @Max(60)
  wait: number = 0;
}

/** Aborted when the client has gone before it was answered: nobody waits for nobody. */
export const ClientGone = createParamDecorator((_: unknown, context: ExecutionContext): AbortSignal => {
  const gone = new AbortController();
  context
    .switchToHttp()
    .getResponse<Response>()
    .once('close', () => gone.abort());
  return gone.signal;
});

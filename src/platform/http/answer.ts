import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';

/** An answer whose body was fixed when it was written: sent, stored and replayed byte for byte. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body: string,
    readonly headers: Record<string, string> = {},
  ) {}
}

/** Sends an `Answer` as it is; everything else goes Nest's way. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      map((value: unknown) => {
        if (!(value instanceof Answer)) return value;
        const response = context.switchToHttp().getResponse<Response>();
        // Set first: an answer may be of another type.
        response.status(value.status).setHeader('Content-Type', 'application/json; charset=utf-8');
        for (const [name, content] of Object.entries(value.headers)) response.setHeader(name, content);
        return value.body;
      }),
    );
  }
}

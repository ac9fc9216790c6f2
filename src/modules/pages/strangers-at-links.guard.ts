import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock';
import { AddressLimit, Strangers } from '../../platform/http';

/** Limits guesses at links by address: a link that leads somewhere is never counted, nor is a session. */
@Injectable()
export class StrangersAtLinks implements CanActivate {
  private readonly strangers: Strangers;

  constructor(clock: Clock) {
    this.strangers = new Strangers(new AddressLimit(clock));
  }

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest<Request<{ token: string }>>(), http.getResponse<Response>()];
    const isKnown = this.strangers.admit(request, request.params.token);
    response.once('finish', () => {
      if (response.statusCode < 400 || response.statusCode === 403) isKnown(); // 403: its session has ended
    });
    return true;
  }
}

import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock';
import { AddressLimit, Strangers } from '../../platform/http';

/** Limits guesses at states by address: one that was given out, used or not, is never counted. */
@Injectable()
export class StrangersWithStates implements CanActivate {
  private readonly strangers: Strangers;

  constructor(clock: Clock) {
    this.strangers = new Strangers(new AddressLimit(clock));
  }

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    const isKnown = this.strangers.admit(request, new URL(request.originalUrl, 'http://localhost').search);
    response.once('finish', () => {
      if (response.statusCode < 400 || response.statusCode === 409) isKnown();
    });
    return true;
  }
}

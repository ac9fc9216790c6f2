import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Settings } from '../platform/configuration';
import { Problem } from '../platform/http';
import { isFromHere } from './loopback-callers';

/** What the playground shows is for whoever sits at this machine; for anybody else it does not exist. */
@Injectable()
export class LoopbackOnly implements CanActivate {
  constructor(private readonly settings: Settings) {}

  canActivate(context: ExecutionContext): boolean {
    if (isFromHere(context.switchToHttp().getRequest<Request>(), this.settings.PUBLIC_URL)) return true;
    throw new Problem('not_found', 'There is nothing at this path');
  }
}

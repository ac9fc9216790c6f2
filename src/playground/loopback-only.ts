import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Problem } from '../platform/http';
import { isFromHere } from './loopback-callers';

/** What the playground shows is for whoever sits at this machine; for anybody else it does not exist. */
@Injectable()
export class LoopbackOnly implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (isFromHere(context.switchToHttp().getRequest<Request>())) return true;
    throw new Problem('not_found', 'There is nothing at this path');
  }
}

import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Settings } from '../../platform/configuration';
import { isFromOurPage } from './same-origin';

/** Reading is free; a form must come from a page of ours. */
@Injectable()
export class FromOurPage implements CanActivate {
  constructor(private readonly settings: Settings) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    return ['GET', 'HEAD'].includes(request.method) || isFromOurPage(request, this.settings.PUBLIC_URL);
  }
}

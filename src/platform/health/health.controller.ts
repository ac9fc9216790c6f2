import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { UnitOfWork } from '../database';
import { Public } from '../http';

/** For load balancers and container engines. */
@ApiExcludeController()
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The process runs. It says nothing of the database: restarting this process would not mend that one. */
  @Get('live')
  live(): object {
    return { status: 'ok' };
  }

  /** Calls can be served: the database answers. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<object> {
    try {
      await this.unitOfWork.reach();
      return { status: 'ok', database: 'ok' };
    } catch {
      response.status(HttpStatus.SERVICE_UNAVAILABLE).setHeader('Retry-After', '2');
      return { status: 'unavailable', database: 'does not answer' };
    }
  }
}

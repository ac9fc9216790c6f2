import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { UnitOfWork } from '../database';
import { Public } from '../http';
import { HealthChecks } from './health-checks';

/** For load balancers and container engines. */
@ApiExcludeController()
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly checks: HealthChecks,
  ) {}

  /** The process runs. It says nothing of the database: restarting this process would not mend that one. */
  @Get('live')
  live(): object {
    return { status: 'ok' };
  }

  /** Calls can be served: the database answers. What else is in trouble is told; taking the server away would not mend it. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<object> {
    if (this.checks.stopping) {
      response.status(HttpStatus.SERVICE_UNAVAILABLE).setHeader('Retry-After', '2');
      return { status: 'stopping' };
    }
    try {
      await this.unitOfWork.reach();
      return { status: 'ok', database: 'ok', ...this.checks.read() };
    } catch {
      response.status(HttpStatus.SERVICE_UNAVAILABLE).setHeader('Retry-After', '2');
      return { status: 'unavailable', database: 'does not answer' };
    }
  }
}

import { Controller, Get, Headers, NotFoundException, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Settings } from '../configuration';
import { Public } from '../http';
import { equalInConstantTime, sha256 } from '../secrets/digests';
import { Metrics } from './metrics';

/** `/metrics` on the public port, behind METRICS_TOKEN; without a token there is nothing here. */
@ApiExcludeController()
@Public()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly settings: Settings,
  ) {}

  @Get()
  async read(@Res({ passthrough: true }) response: Response, @Headers('authorization') given = ''): Promise<string> {
    const { METRICS_TOKEN } = this.settings;
    // Digests, so that neither length nor content shows in the time the answer takes.
    if (!METRICS_TOKEN || !equalInConstantTime(sha256(given), sha256(`Bearer ${METRICS_TOKEN}`)))
      throw new NotFoundException();
    response.setHeader('Content-Type', this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }
}

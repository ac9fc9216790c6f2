import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http';
import { OrganizationsService } from '../organizations';
import { RequestsService } from '../requests';
import { renderArrival, renderMissing } from './render-arrival';
import { preferredLanguage, sendPage } from './send-page';
import { UnavailableFilter } from './unavailable.filter';

/** Where the link in a message leads. Looking changes nothing: mail scanners and previews look too. */
@Public()
@ApiExcludeController()
@UseFilters(UnavailableFilter)
@Controller('link')
export class LinkController {
  constructor(
    private readonly requests: RequestsService,
    private readonly organizations: OrganizationsService,
  ) {}

  @Get(':token')
  async arrive(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const arrival = await this.requests.arrival(token);
    if (!arrival) return this.lost(request, response);
    sendPage(response, renderArrival(arrival, token), { framers: arrival.organization.allowedOrigins });
  }

  /** Kept and served by us, so that no picture tells anybody who looks. */
  @Get(':token/logo')
  async logo(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const arrival = await this.requests.arrival(token);
    const logo = arrival && (await this.organizations.logo(arrival.organization.id));
    if (!logo) return this.lost(request, response);
    response.set({ 'Content-Type': logo.contentType, 'Cache-Control': 'no-store' }).send(logo.bytes);
  }

  @Get('{*rest}')
  lost(@Req() request: Request, @Res() response: Response): void {
    sendPage(response, renderMissing(preferredLanguage(request, response)), { status: 404 });
  }
}

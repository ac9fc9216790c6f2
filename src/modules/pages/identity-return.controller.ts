import { Controller, Get, Param, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http';
import { IdentityService, stateIn } from '../identity';
import { PagesFilter } from './pages.filter';
import { renderNotReturned } from './render-screens';
import { preferredLanguage, sendPage } from './send-page';
import { StrangersWithStates } from './strangers-with-states.guard';
import { Visits } from './visits';

const LONGEST_USER_AGENT = 500;

/** Where people come back to from an identity provider: each provider has a path of its own. */
@Public()
@ApiExcludeController()
@UseFilters(PagesFilter)
@UseGuards(StrangersWithStates)
@Controller('identity/callback')
export class IdentityReturnController {
  constructor(
    private readonly identity: IdentityService,
    private readonly visits: Visits,
  ) {}

  @Get(':provider')
  async back(@Param('provider') provider: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const query = new URL(request.originalUrl, 'http://localhost').searchParams; // as it came: our parser folds repetitions
    const state = stateIn(query);
    const browser = state && this.visits.backFromIdentification(state, request, response);
    const userAgent = request.headers['user-agent']?.slice(0, LONGEST_USER_AGENT).toWellFormed() ?? null;
    const seenFrom = { ip: request.ip ?? null, userAgent };
    const outcome = await this.identity.returned({ provider, query, browser, seenFrom });
    if (!outcome.returned) {
      const html = renderNotReturned(preferredLanguage(request, response), outcome.reason);
      return sendPage(response, html, { status: outcome.reason === 'unknown' ? 404 : 409 });
    }
    response.setHeader('Cache-Control', 'no-store');
    response.redirect(303, outcome.to);
  }
}

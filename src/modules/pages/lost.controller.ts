import { Controller, Get, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http';
import { PagesFilter } from './pages.filter';
import { renderMissing } from './render-screens';
import { preferredLanguage, sendPage } from './send-page';

/** Everything else below /link, asked last: it leads nowhere, and looks the same whatever it is. */
@Public()
@ApiExcludeController()
@UseFilters(PagesFilter)
@Controller('link')
export class LostController {
  @Get('{*rest}')
  lost(@Req() request: Request, @Res() response: Response): void {
    sendPage(response, renderMissing(preferredLanguage(request, response)), { status: 404 });
  }
}

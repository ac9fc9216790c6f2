import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http';
import { PublicStandings } from '../credentials';
import { PagesFilter } from './pages.filter';
import { languageNamed, isLanguage } from './page-language';
import { renderMissing } from './render-screens';
import { renderVerify } from './render-verify';
import { preferredLanguage, sendPage } from './send-page';

/** Where the code on a signed document leads: whether it stands, for anybody, and what its sealed file must be. */
@Public()
@ApiExcludeController()
@UseFilters(PagesFilter)
@Controller('verify')
export class VerifyController {
  constructor(private readonly standings: PublicStandings) {}

  @Get(':credentialId')
  async verify(
    @Param('credentialId') credentialId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { lang } = request.query;
    const language = isLanguage(lang) ? languageNamed(lang) : preferredLanguage(request, response);
    const standing = await this.standings.of(credentialId.toLowerCase());
    if (!standing) return sendPage(response, renderMissing(language), { status: 404 });
    sendPage(response, renderVerify(language, credentialId.toLowerCase(), standing));
  }
}

import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AddressLimit, Problem, Public } from '../../platform/http';
import { PublicStandings } from '../credentials';
import { PagesFilter } from './pages.filter';
import { languageNamed, isLanguage } from './page-language';
import { renderCheck } from './render-check';
import { renderMissing } from './render-screens';
import { renderVerify } from './render-verify';
import { preferredLanguage, sendPage } from './send-page';

/** Where the code on a signed document leads: whether it stands, for anybody, and what its sealed file must be. */
@Public()
@ApiExcludeController()
@UseFilters(PagesFilter)
@Controller('verify')
export class VerifyController {
  constructor(
    private readonly limit: AddressLimit,
    private readonly standings: PublicStandings,
  ) {}

  @Get(':token/:credentialId')
  verify(
    @Param('token') token: string,
    @Param('credentialId') credentialId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.show(token, credentialId, request, response);
  }

  /** What was sealed before its address had a random part. */
  @Get(':credentialId')
  verifyEarlier(
    @Param('credentialId') credentialId: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.show('', credentialId, request, response);
  }

  private async show(token: string, credentialId: string, request: Request, response: Response): Promise<void> {
    const { lang } = request.query;
    const language = isLanguage(lang) ? languageNamed(lang) : preferredLanguage(request, response);
    try {
      this.limit.admit(request); // whoever tries addresses one after another gets nowhere soon
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      response.set(error.headers);
      return sendPage(response, renderCheck(language, 'tooMany'), { status: error.getStatus() });
    }
    const standing = await this.standings.of(token.toLowerCase(), credentialId.toLowerCase());
    if (!standing) return sendPage(response, renderMissing(language), { status: 404 });
    sendPage(response, renderVerify(language, request.path, credentialId.toLowerCase(), standing));
  }
}

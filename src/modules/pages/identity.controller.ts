import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http';
import { Identify } from '../requests';
import { Entrance, type Inside } from './entrance';
import { readForm } from './form-body';
import { FromOurPage } from './from-our-page.guard';
import { PagesFilter } from './pages.filter';
import { renderIdentity } from './render-answering';
import { sendPage } from './send-page';
import { StrangersAtLinks } from './strangers-at-links.guard';

/** Between the code and the items, where the request asks for it: who the person is. */
@Public()
@ApiExcludeController()
@UseFilters(PagesFilter)
@UseGuards(FromOurPage, StrangersAtLinks)
@Controller('link/:token/identity')
export class IdentityController {
  constructor(
    private readonly identify: Identify,
    private readonly entrance: Entrance,
  ) {}

  @Get()
  async step(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const inside = await this.entrance.open(token, request, response);
    if (!inside) return;
    const { visit, answering } = inside;
    const { identity } = answering;
    if (!identity || (answering.levelMet && !identity.passOn)) return visit.goTo('/answer');
    const frame = visit.frame(answering, '/identity', 'entered' in request.query ? ['verified'] : []);
    const unavailable = visit.takeNotice()?.name === 'unavailable';
    sendPage(response, renderIdentity(frame, identity, unavailable), { frame });
  }

  @Post('start')
  async start(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const [body, inside] = [await readForm(request), await this.entrance.in(token, request, response)];
    if (!inside) return;
    const { visit, answering, key } = inside;
    const language = visit.frame(answering).language.tag;
    const wish = { provider: body.text('provider'), language, returnTo: `/link/${token}/identity` };
    const outcome = await this.identify.begin(key, wish);
    if (!outcome) return this.entrance.idle(visit, answering);
    if (outcome.started) visit.leaveToBeIdentified(outcome.state, outcome.browser);
    else if (outcome.reason === 'unavailable') return visit.goTo('/identity', { name: 'unavailable' });
    visit.goTo('/identity');
  }

  @Post('confirm')
  async confirm(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const [body, inside] = [await readForm(request), await this.entrance.in(token, request, response)];
    const me = body.text('me');
    if (inside && ['YES', 'NO'].includes(me)) await this.identify.confirm(inside.key, me === 'YES', visitorOf(inside));
    inside?.visit.goTo('/identity');
  }

  /** Whether a provider that takes its time has finished. */
  @Post('again')
  async again(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const inside = await this.entrance.in(token, request, response);
    if (inside) await this.identify.lookAgain(inside.key, visitorOf(inside));
    inside?.visit.goTo('/identity');
  }

  @Post('pass-on')
  async passOn(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const [body, inside] = [await readForm(request), await this.entrance.in(token, request, response)];
    const [id, agreed] = [body.text('id'), body.text('agreed')];
    if (inside && ['YES', 'NO'].includes(agreed))
      await this.identify.passOn(inside.key, { id, agreed: agreed === 'YES' }, visitorOf(inside));
    inside?.visit.goTo('/identity');
  }

  /** A form that is reloaded, or whose address is opened. */
  @Get(['start', 'confirm', 'again', 'pass-on'])
  async back(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    (await this.entrance.in(token, request, response))?.visit.goTo('/identity');
  }
}

const visitorOf = ({ visit, answering }: Inside) => visit.visitor(answering);

import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http';
import { OrganizationsService } from '../organizations';
import { AnsweringService } from '../requests';
import { codeFrom, newsOf, wordsOf } from './door-notices';
import { readForm } from './form-body';
import { FromOurPage } from './from-our-page.guard';
import { PagesFilter } from './pages.filter';
import { renderDoorstep, renderMissing } from './render-screens';
import { preferredLanguage, sendPage } from './send-page';
import { Visits } from './visits';
import { StrangersAtLinks } from './strangers-at-links.guard';

/** Where the link in a message leads, and the code. Looking changes nothing: mail scanners and previews look too. */
@Public()
@ApiExcludeController()
@UseFilters(PagesFilter)
@UseGuards(FromOurPage, StrangersAtLinks)
@Controller('link')
export class LinkController {
  constructor(
    private readonly answering: AnsweringService,
    private readonly organizations: OrganizationsService,
    private readonly visits: Visits,
  ) {}

  @Get(':token')
  async arrive(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = this.visits.of(token, request, response);
    if (visit.key && (await this.answering.answering(visit.key))) return visit.goTo('/answer');
    const doorstep = await this.answering.doorstep(token);
    if (!doorstep) return this.lost(request, response);
    const notice = visit.takeNotice();
    const arrives = !notice && Object.keys(request.query).length === 0;
    const frame = visit.frame(doorstep, '', arrives ? ['opened'] : []);
    const words = notice ? wordsOf(notice, frame, doorstep) : newsOf(visit, doorstep);
    sendPage(response, renderDoorstep(frame, doorstep, words), { frame });
  }

  @Post(':token/code')
  async enter(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = this.visits.of(token, request, response);
    const doorstep = await this.answering.doorstep(token);
    if (!doorstep) return this.lost(request, response);
    const body = await readForm(request);
    const digits = codeFrom(body.text('code'));
    if (!digits) return visit.goTo('', { name: 'empty' });
    await this.answering.opened(token, visit.visitor(doorstep));
    const outcome = await this.answering.enterCode(token, digits, visit.visitor(doorstep));
    if (!outcome.entered)
      return visit.goTo('', { name: outcome.reason, ...(outcome.reason === 'wrong' && { left: outcome.triesLeft }) });
    if (visit.key) await this.answering.leave(visit.key); // how this browser was in before
    visit.begin(outcome.secret);
    visit.goTo('/answer?entered');
  }

  @Post(':token/send')
  async send(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = this.visits.of(token, request, response);
    const doorstep = await this.answering.doorstep(token);
    if (!doorstep) return this.lost(request, response);
    const body = await readForm(request);
    const to = body.text('to') === 'PHONE' ? 'PHONE' : 'EMAIL';
    await this.answering.opened(token, visit.visitor(doorstep));
    const outcome = await this.answering.sendCode(token, to, visit.visitor(doorstep));
    if (outcome.sent) return visit.goTo(`?sent=${to}`);
    visit.goTo('', { name: outcome.reason });
  }

  /** A form that is reloaded, or whose address is opened: back to the door. */
  @Get([':token/code', ':token/send', ':token/leave'])
  back(@Param('token') token: string, @Req() request: Request, @Res() response: Response): void {
    this.visits.of(token, request, response).goTo('');
  }

  /** Kept and served by us, so that no picture tells anybody who looks. */
  @Get(':token/logo')
  async logo(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const doorstep = await this.answering.doorstep(token);
    const logo = doorstep && (await this.organizations.logo(doorstep.organization.id));
    if (!logo) return this.lost(request, response);
    response.set({ 'Content-Type': logo.contentType, 'Cache-Control': 'no-store' }).send(logo.bytes);
  }

  private lost(request: Request, response: Response): void {
    sendPage(response, renderMissing(preferredLanguage(request, response)), { status: 404 });
  }
}

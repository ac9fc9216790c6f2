import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http';
import { OrganizationsService } from '../organizations';
import { AnsweringService, type Doorstep } from '../requests';
import type { DoorNotice } from './door';
import { codeFrom, newsOf, wordsOnCode, wordsOnSending } from './door-notices';
import { readForm } from './form-body';
import { FromOurPage } from './from-our-page.guard';
import { PagesFilter } from './pages.filter';
import { renderDoorstep, renderMissing } from './render-screens';
import { preferredLanguage, sendPage } from './send-page';
import { Visits, type Visit } from './visits';

/** Where the link in a message leads, and the code. Looking changes nothing: mail scanners and previews look too. */
@Public()
@ApiExcludeController()
@UseFilters(PagesFilter)
@UseGuards(FromOurPage)
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
    this.show(visit, doorstep, newsOf(visit, doorstep));
  }

  @Post(':token/code')
  async enter(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = this.visits.of(token, request, response);
    const [body, doorstep] = [await readForm(request), await this.answering.doorstep(token)];
    if (!doorstep) return this.lost(request, response);
    const { code } = visit.frame(doorstep).language.words;
    const digits = codeFrom(body.text('code'));
    if (!digits) return this.show(visit, doorstep, { error: code.empty }, 422);
    await this.answering.opened(token, visit.visitor(doorstep));
    const outcome = await this.answering.enterCode(token, digits, visit.visitor(doorstep));
    if (!outcome.entered)
      return this.show(
        visit,
        await this.again(token, doorstep),
        wordsOnCode(outcome, visit.frame(doorstep), doorstep),
        422,
      );
    visit.begin(outcome.secret);
    visit.goTo('/answer?entered');
  }

  @Post(':token/send')
  async send(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = this.visits.of(token, request, response);
    const [body, doorstep] = [await readForm(request), await this.answering.doorstep(token)];
    if (!doorstep) return this.lost(request, response);
    const to = body.text('to') === 'PHONE' ? 'PHONE' : 'EMAIL';
    await this.answering.opened(token, visit.visitor(doorstep));
    const outcome = await this.answering.sendCode(token, to, visit.visitor(doorstep));
    if (outcome.sent) return visit.goTo(`?sent=${to}`);
    this.show(visit, await this.again(token, doorstep), wordsOnSending(outcome, visit.frame(doorstep)), 422);
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

  private show(visit: Visit, doorstep: Doorstep, notice: DoorNotice, status = 200): void {
    const frame = visit.frame(doorstep, '', ['opened']);
    sendPage(visit.response, renderDoorstep(frame, doorstep, notice), { status, frame });
  }

  /** The door as it stands after what was just tried. */
  private async again(token: string, before: Doorstep): Promise<Doorstep> {
    return (await this.answering.doorstep(token)) ?? before;
  }

  private lost(request: Request, response: Response): void {
    sendPage(response, renderMissing(preferredLanguage(request, response)), { status: 404 });
  }
}

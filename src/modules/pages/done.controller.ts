import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http';
import { AnsweringService } from '../requests';
import { Entrance } from './entrance';
import { readForm } from './form-body';
import { FromOurPage } from './from-our-page.guard';
import type { PageEvent } from './frame';
import { PagesFilter } from './pages.filter';
import { renderDone, renderWithdraw } from './render-answering';
import { sendFile } from './send-file';
import { sendPage } from './send-page';
import { shownIn, shownLanguageIn } from './shown-fields';
import { StrangersAtLinks } from './strangers-at-links.guard';

const LONGEST_REASON = 200;

/** After the answer: what was decided, copies of it, and taking it back. */
@Public()
@ApiExcludeController()
@UseFilters(PagesFilter)
@UseGuards(FromOurPage, StrangersAtLinks)
@Controller('link/:token')
export class DoneController {
  constructor(
    private readonly answering: AnsweringService,
    private readonly entrance: Entrance,
  ) {}

  @Get('done')
  async done(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const inside = await this.entrance.in(token, request, response);
    if (!inside) return;
    const { visit, answering } = inside;
    if (!answering.finished) return visit.goTo('/answer');
    const justNow = 'now' in request.query;
    const events: PageEvent[] = answering.state === 'FINISHED' ? ['decided', 'finished'] : ['decided'];
    const frame = visit.frame(answering, '/done', justNow ? events : []);
    const otherwise = visit.takeNotice()?.name === 'already';
    sendPage(response, renderDone(frame, answering, { justNow, otherwise }), { frame });
  }

  /** The PDF of a DOCUMENT; with a digest any PDF that the item shows. */
  @Get(['answer/:n/document', 'answer/:n/document/:sha256'])
  async document(
    @Param('token') token: string,
    @Param('n') n: string,
    @Param('sha256') sha256: string | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const inside = await this.entrance.in(token, request, response);
    const item = inside && this.entrance.item(inside, n);
    if (!inside || !item) return;
    const { key } = inside;
    const file = await (sha256 === undefined
      ? this.answering.document(key, item.credentialId)
      : this.answering.shownDocument(key, item.credentialId, sha256));
    if (!file) return inside.visit.goTo('/answer');
    sendFile(response, { ...file, type: 'application/pdf', save: 'save' in request.query });
  }

  @Get('record')
  async record(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const inside = await this.entrance.in(token, request, response);
    const record = inside && (await this.answering.record(inside.key));
    if (!inside || !record) return inside?.visit.goTo('/answer');
    const bytes = Buffer.from(`${JSON.stringify(record, null, 2)}\n`);
    sendFile(response, { name: 'record.json', bytes, type: 'application/json; charset=utf-8', save: true });
  }

  @Get('answer/:n/withdraw')
  async before(
    @Param('token') token: string,
    @Param('n') n: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const inside = await this.entrance.in(token, request, response);
    const item = inside && this.entrance.item(inside, n);
    if (!inside || !item) return;
    const { visit, answering } = inside;
    if (!item.withdrawable) return visit.goTo('/done');
    const frame = visit.frame(answering, `/answer/${n}/withdraw`);
    const notice = visit.takeNotice();
    sendPage(response, renderWithdraw(frame, answering, answering.items.indexOf(item), notice), { frame });
  }

  @Post('answer/:n/withdraw')
  async withdraw(
    @Param('token') token: string,
    @Param('n') n: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const [body, inside] = [await readForm(request), await this.entrance.in(token, request, response)];
    const item = inside && this.entrance.item(inside, n);
    if (!inside || !item) return;
    const { visit, answering, key } = inside;
    const reason = body.text('reason').trim().slice(0, LONGEST_REASON) || null;
    const shown = shownIn(body) ?? null;
    const outcome = await this.answering.withdraw(key, item.credentialId, reason, visit.visitor(answering), shown);
    if (!outcome) return this.entrance.idle(visit, answering);
    // Given back already, or by another device: the page says how things stand.
    if (outcome.withdrawn || outcome.reason !== 'moved') return visit.goTo('/done');
    const language = shownLanguageIn(body) !== visit.visitor(answering).pageLanguage;
    visit.goTo(`/answer/${n}/withdraw`, { name: 'moved', moved: { items: [], language }, ...(reason && { reason }) });
  }

  @Post('leave')
  async leave(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const inside = await this.entrance.in(token, request, response);
    if (!inside) return;
    await this.answering.leave(inside.key);
    inside.visit.end();
    inside.visit.goTo('');
  }
}

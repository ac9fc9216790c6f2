import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http';
import { AnsweringService } from '../requests';
import { Entrance } from './entrance';
import { readForm } from './form-body';
import { FromOurPage } from './from-our-page.guard';
import { PagesFilter } from './pages.filter';
import { renderReview } from './render-answering';
import { renderChanged, renderUnavailable } from './render-screens';
import { sendPage } from './send-page';
import { shownReviewIn } from './shown-fields';
import { StrangersAtLinks } from './strangers-at-links.guard';

/** The last look, and the one button that makes everything final. */
@Public()
@ApiExcludeController()
@UseFilters(PagesFilter)
@UseGuards(FromOurPage, StrangersAtLinks)
@Controller('link/:token/answer')
export class FinishController {
  constructor(
    private readonly answering: AnsweringService,
    private readonly entrance: Entrance,
  ) {}

  @Get('review')
  async review(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const inside = await this.entrance.open(token, request, response);
    if (!inside) return;
    const frame = inside.visit.frame(inside.answering, '/answer/review');
    const notice = inside.visit.takeNotice();
    switch (notice?.name) {
      case 'changed':
        return sendPage(response, renderChanged(frame), { frame, status: 409 });
      case 'unavailable':
        return sendPage(response, renderUnavailable(frame.language), { frame, status: 503 });
      default:
        await this.entrance.withNotShown(inside);
        return sendPage(response, renderReview(frame, inside.answering, notice?.moved), { frame });
    }
  }

  @Post('finish')
  async finish(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const [body, inside] = [await readForm(request), await this.entrance.in(token, request, response)];
    if (!inside) return;
    const { visit, answering, key } = inside;
    const outcome = await this.answering.finish(key, visit.visitor(answering), shownReviewIn(body));
    if (!outcome) return this.entrance.idle(visit, answering);
    if (outcome.finished) return outcome.otherwise ? visit.goTo('/done', { name: 'already' }) : visit.goTo('/done?now');
    if (outcome.reason === 'moved') return visit.goTo('/answer/review', { name: 'moved', moved: outcome.moved });
    if (outcome.reason === 'missing') return visit.goTo('/answer/review');
    const { reason } = outcome;
    if (reason === 'changed' || reason === 'unavailable') return visit.goTo('/answer/review', { name: reason });
    visit.goTo('/answer');
  }

  @Get('finish')
  async unfinished(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    (await this.entrance.in(token, request, response))?.visit.goTo('/answer/review');
  }
}

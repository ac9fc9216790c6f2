import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http';
import { isWalkable } from '../identity';
import { AnsweringService, type AnsweringItem, type Moved, type SessionKey } from '../requests';
import { choiceIn, growingList, unfinishedIn } from './choice-in';
import { Entrance, type Inside } from './entrance';
import { readForm, readFormWithFiles, type FormBody } from './form-body';
import type { Frame } from './frame';
import { FromOurPage } from './from-our-page.guard';
import { addressAfter } from './item-state';
import { viewKept, type AddedByLook } from './item-view';
import { isLanguage, nameOf } from './page-language';
import { PagesFilter } from './pages.filter';
import { newRowId } from './question-fields';
import { renderItem, renderList } from './render-answering';
import { sendPage } from './send-page';
import { shownItemsIn } from './shown-fields';
import { UploadRoom } from './upload-room';
import type { Visit } from './visits';
import { StrangersAtLinks } from './strangers-at-links.guard';

/** Reading what is asked and choosing, item by item. Nothing is final here. */
@Public()
@ApiExcludeController()
@UseFilters(PagesFilter)
@UseGuards(FromOurPage, StrangersAtLinks)
@Controller('link/:token/answer')
export class AnswerController {
  constructor(
    private readonly answering: AnsweringService,
    private readonly entrance: Entrance,
    private readonly room: UploadRoom,
  ) {}

  @Get()
  async list(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const inside = await this.entrance.open(token, request, response);
    if (!inside) return;
    const { visit, answering } = inside;
    const entered = 'entered' in request.query;
    if (entered && answering.identity && !answering.levelMet && isWalkable(answering.identity))
      return visit.goTo('/identity?entered');
    if (answering.items.length === 1 && entered) return visit.goTo('/answer/1?entered');
    const frame = visit.frame(answering, '/answer', entered ? ['verified'] : []);
    sendPage(response, renderList(frame, answering), { frame });
  }

  @Get(':n')
  async item(@Param('token') token: string, @Param('n') n: string, @Req() request: Request, @Res() response: Response) {
    const inside = await this.entrance.in(token, request, response);
    const item = inside && this.entrance.item(inside, n);
    if (!inside || !item) return;
    if (this.entrance.isOver(inside)) return;
    if (item.type === 'DOCUMENT') await this.entrance.withNotShown(inside);
    await this.answering.viewed(inside.key, item.credentialId, inside.visit.visitor(inside.answering));
    const { visit, answering } = inside;
    const frame = visit.frame(answering, `/answer/${n}`, 'entered' in request.query ? ['verified'] : []);
    sendPage(
      response,
      renderItem(
        frame,
        answering,
        answering.items.indexOf(item),
        viewKept(item, nameOf(frame.language), addedTo(visit, frame)),
      ),
      {
        frame,
      },
    );
  }

  @Post(':n')
  async choose(
    @Param('token') token: string,
    @Param('n') n: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const inside = await this.entrance.in(token, request, response); // before the form: only who is in may send files
    const item = inside && this.entrance.item(inside, n);
    if (!inside || !item) return;
    const room = this.room.enter(token);
    try {
      const body = await (item.type === 'FORM' ? readFormWithFiles(request, room) : readForm(request));
      await this.keep(inside, item, body);
    } finally {
      room.leave();
    }
  }

  private async keep(inside: Inside, item: AnsweringItem, body: FormBody): Promise<void> {
    const { visit, answering, key } = inside;
    const here = `/answer/${answering.items.indexOf(item) + 1}`;
    const [list, language] = [growingList(body, item), body.text('lang')];
    const goingOn = list || isLanguage(language);
    const { pageLanguage } = visit.visitor(answering);
    const draft = goingOn ? unfinishedIn(body, item, pageLanguage) : choiceIn(body, item, pageLanguage);
    const outcome = await this.answering.keepDraft(key, draft);
    if (!outcome) return this.entrance.idle(visit, answering);
    if (isLanguage(language)) visit.speak(language);
    if (outcome.kept && list) return visit.goTo(here + (await this.newRow(key, item, list)));
    if (outcome.kept) return visit.goTo(goingOn ? here : addressAfter(answering, item));
    switch (outcome.reason) {
      case 'answers':
      case 'marks':
        return visit.goTo(here); // kept with what is wrong with it
      case 'required':
        return visit.goTo(here, { name: 'required' });
      case 'moved':
        return visit.goTo(here, { name: 'moved', moved: movedAt(answering, item, body) });
      default:
        return visit.goTo(outcome.reason === 'decided' ? '/done' : '/answer');
    }
  }

  /** One more row of a list, and the way to its first field, among the rows as they were kept. */
  private async newRow(key: SessionKey, { credentialId }: AnsweringItem, list: string): Promise<string> {
    const kept = (await this.answering.answering(key))?.items.find((item) => item.credentialId === credentialId);
    return kept ? `?more=${list}#${newRowId(kept.data, list, viewKept(kept, 'ENG').answers)}` : '';
  }
}

/** That an item is not as its form says it was shown. */
const movedAt = ({ items }: Inside['answering'], item: AnsweringItem, body: FormBody): Moved => ({
  items: [{ index: items.indexOf(item), was: shownItemsIn(body).at(0)?.choice ?? null }],
  language: false,
});

/** What this look at an item adds: one more row that was asked for, or why the last choice was none. */
function addedTo(visit: Visit, { language }: Frame): AddedByLook {
  const { more } = visit.request.query;
  const notice = visit.takeNotice();
  const refused = notice?.name === 'required';
  return {
    moved: notice?.moved,
    grow: typeof more === 'string' ? more : undefined,
    problem: refused ? language.words.item.cannotSkip : undefined,
  };
}

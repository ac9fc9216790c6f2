import { Controller, Get, Param, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http';
import { MAX_PDF_PAGES, PICTURE_WIDTHS, TooManyPdfsWaiting, UnreadablePdf } from '../documents';
import { AnsweringService, type AnsweringItem } from '../requests';
import { Entrance } from './entrance';
import { PagesFilter } from './pages.filter';
import { renderPageText } from './render-answering';
import { sendPage } from './send-page';
import { StrangersAtLinks } from './strangers-at-links.guard';
import { Visits } from './visits';

/** The pages of a document, for its item: pictures for its frames, and text for whoever reads, searches or listens. */
@Public()
@ApiExcludeController()
@UseGuards(StrangersAtLinks)
@Controller('link/:token/answer/:n/pages/:page')
export class PagePicturesController {
  /** Those on their way, by document. */
  private readonly firstPages = new Map<string, Promise<void>>();

  constructor(
    private readonly answering: AnsweringService,
    private readonly entrance: Entrance,
    private readonly visits: Visits,
  ) {}

  @Get(':width.webp')
  async picture(@Param() at: Address & { width: string }, @Req() request: Request, @Res() response: Response) {
    const width = PICTURE_WIDTHS.find((one) => String(one) === at.width);
    const { key } = this.visits.of(at.token, request, response);
    const [item, page] = numbersIn(at);
    if (!width || !key || !item || !page) return notThere(response);
    await this.afterTheFirst(`${at.token}/${item}`, page, response);
    const picture = await this.drawn(response, () => this.answering.pagePicture(key, item - 1, page - 1, width));
    if (picture) notKept(response).type('image/webp').send(picture);
  }

  @Get('text.json')
  async letters(@Param() at: Address, @Req() request: Request, @Res() response: Response) {
    const { key } = this.visits.of(at.token, request, response);
    const [item, page] = numbersIn(at);
    if (!key || !item || !page) return notThere(response);
    const text = await this.drawn(response, () => this.answering.pageText(key, item - 1, page - 1));
    if (text) notKept(response).json(text);
  }

  /** The same as a page of its own, for a browser without scripts. */
  @Get('text')
  @UseFilters(PagesFilter)
  async text(@Param() at: Address, @Req() request: Request, @Res() response: Response) {
    const inside = await this.entrance.in(at.token, request, response);
    const item = inside && this.entrance.item(inside, at.n);
    if (!inside || !item) return;
    const { visit, answering, key } = inside;
    const [number, page] = numbersIn(at);
    const pages = pagesOf(item);
    const here = `/answer/${at.n}`;
    if (page < 1 || page > pages) return visit.goTo(here);
    const { text } = (await this.answering.pageText(key, number - 1, page - 1)) ?? { text: '' };
    const frame = visit.frame(answering, `${here}/pages/${page}/text`);
    sendPage(
      response,
      renderPageText(frame, {
        item,
        text,
        page,
        of: pages,
        back: `${frame.base}${here}`,
      }),
      { frame },
    );
  }

  /** A browser asks for several pages at once: what it has of the line is for the first, until that has left. */
  private async afterTheFirst(document: string, page: number, response: Response): Promise<void> {
    if (page !== 1) return this.firstPages.get(document);
    const left = new Promise<void>((resolve) => response.once('close', resolve));
    this.firstPages.set(document, left);
    void left.then(() => this.firstPages.get(document) === left && this.firstPages.delete(document));
  }

  /** Nothing is said about what is not there; a busy server says so. */
  private async drawn<Result>(response: Response, ask: () => Promise<Result | null>): Promise<Result | null> {
    try {
      const result = await ask();
      if (result === null) notThere(response);
      return result;
    } catch (error) {
      const busy = error instanceof TooManyPdfsWaiting;
      if (!busy && !(error instanceof UnreadablePdf)) throw error;
      if (busy) response.setHeader('Retry-After', '2');
      const status = busy ? 503 : 422;
      notKept(response).status(status).type('text/plain').send('This page cannot be drawn here.\n');
      return null;
    }
  }
}

interface Address {
  token: string;
  n: string;
  page: string;
}

const pagesOf = ({ pages }: AnsweringItem): number => pages?.length ?? 0;

/** Counted from 1; 0 where it is no number that can be. */
function numbersIn({ n, page }: Address): [item: number, page: number] {
  const number = (text: string): number => (/^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0);
  return [number(n), Math.min(number(page), MAX_PDF_PAGES + 1)];
}

function notThere(response: Response): void {
  notKept(response).status(404).type('text/plain').send('There is nothing here.\n');
}

/** What somebody was shown is for nobody else, and for no later. */
function notKept(response: Response): Response {
  return response.set({
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex, nofollow',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
}

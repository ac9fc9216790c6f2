import { Controller, Get, Header, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { h } from 'preact';
import { Public } from '../../platform/http';
import { renderDocument } from '../../platform/pages';
import { LoopbackOnly } from '../loopback-only';
import { mailboxScript, mailboxStylesheet } from './mailbox-assets';
import { ListPage, MessagePage, MissingPage, SANDBOX } from './mailbox-pages';
import { type CapturedMessage, type MailboxQuery, MailboxStore } from './mailbox-store';

const OWN_FILES_ONLY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self'; frame-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const MAIL_IN_ITS_FRAME = `sandbox ${SANDBOX}; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;

const PAGE_SIZE = 50;
const LARGEST_PAGE = 100;

/** The messages that the playground captured instead of sending them. */
@Public()
@UseGuards(LoopbackOnly)
@ApiExcludeController()
@Controller('playground/mailbox')
export class MailboxController {
  constructor(private readonly store: MailboxStore) {}

  @Get()
  async list(@Query() query: unknown, @Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const { pageIndex, pageSize, to } = asked(query);
    const page = await this.store.list({ pageIndex, pageSize, to });
    response.vary('Accept');
    if (request.accepts(['html', 'json']) !== 'json')
      return this.page(response, renderDocument(h(ListPage, { page, to })));
    response.setHeader('Cache-Control', 'no-store');
    const { messages, ...counts } = page;
    return { data: messages.map(withoutParts), ...counts, pageSize };
  }

  @Get('assets/mailbox.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  styles(): string {
    return mailboxStylesheet();
  }

  @Get('assets/mailbox.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script(): string {
    return mailboxScript();
  }

  @Get(':id')
  async open(@Param('id') id: string, @Query('view') view: unknown, @Res({ passthrough: true }) response: Response) {
    const message = await this.store.find(id);
    if (!message) return this.missing(response);
    return this.page(response, renderDocument(h(MessagePage, { message, asText: view === 'text' })));
  }

  @Get(':id/html')
  async html(@Param('id') id: string, @Res({ passthrough: true }) response: Response) {
    const message = await this.store.find(id);
    if (message?.html === undefined) return this.missing(response);
    this.page(response, '');
    response.setHeader('Content-Security-Policy', MAIL_IN_ITS_FRAME);
    response.setHeader('X-Frame-Options', 'SAMEORIGIN');
    return withImages(message);
  }

  private missing(response: Response): string {
    response.status(404);
    return this.page(response, renderDocument(h(MissingPage, null)));
  }

  private page(response: Response, html: string): string {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', OWN_FILES_ONLY);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cache-Control', 'no-store');
    return html;
  }
}

function asked(query: unknown): MailboxQuery {
  const { pageIndex, pageSize, to } = query as Record<string, unknown>;
  return {
    pageIndex: wholeNumber(pageIndex, 0, Number.MAX_SAFE_INTEGER, 0),
    pageSize: wholeNumber(pageSize, 1, LARGEST_PAGE, PAGE_SIZE),
    // A plus that was typed into the address bar arrives as a space.
    to: typeof to === 'string' ? to.replace(/^ /, '+') : undefined,
  };
}

function wholeNumber(text: unknown, least: number, most: number, otherwise: number): number {
  const number = typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : otherwise;
  return Math.min(Math.max(number, least), most);
}

const withoutParts = ({ html: _html, attachments: _attachments, ...message }: CapturedMessage) => message;

/** Parts named by `cid:` become images in the page itself: the frame may fetch nothing. */
function withImages({ html = '', attachments }: CapturedMessage): string {
  return html.replace(/src="cid:([\w.-]+)"/g, (reference, cid) => {
    const part = attachments.find((attachment) => attachment.cid === cid);
    const image = part && /^image\/(png|jpeg|gif)$/.test(part.contentType) && /^[\w+/=]*$/.test(part.base64);
    return image ? `src="data:${part.contentType};base64,${part.base64}"` : reference;
  });
}

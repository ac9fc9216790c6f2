import { Controller, Get, Header, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { h } from 'preact';
import { Public } from '../../platform/http';
import { renderDocument } from '../../platform/pages';
import { LoopbackOnly } from '../loopback-only';
import { Inbox } from './inbox';
import { InboxPage } from './inbox-page';

const POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const LARGEST_BODY = 8 * 1024 * 1024;

/** The playground's own receiver of webhooks, and the page that shows what arrived. */
@Public()
@UseGuards(LoopbackOnly)
@ApiExcludeController()
@Controller('playground/webhooks')
export class InboxController {
  constructor(private readonly inbox: Inbox) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', POLICY)
  @Header('Cache-Control', 'no-store')
  async show(): Promise<string> {
    return renderDocument(h(InboxPage, { arrived: this.inbox.newest, secrets: await this.inbox.secrets() }));
  }

  @Post()
  async receive(@Req() request: Request, @Res() response: Response): Promise<void> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > LARGEST_BODY) break;
    }
    const taken = length <= LARGEST_BODY && (await this.inbox.take(request.headers, Buffer.concat(chunks).toString()));
    response.status(taken ? 204 : 401).end();
  }
}

import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { h } from 'preact';
import { Settings } from '../../platform/configuration';
import { Public } from '../../platform/http';
import { baseStylesheet, renderDocument } from '../../platform/pages';
import { LoopbackOnly } from '../loopback-only';
import { StartPage } from './start-page';

const POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The first page of the playground: the places to go. */
@Public()
@UseGuards(LoopbackOnly)
@ApiExcludeController()
@Controller()
export class StartController {
  constructor(private readonly settings: Settings) {}

  @Get(['', 'playground'])
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', POLICY)
  @Header('Cache-Control', 'no-store')
  start(): string {
    return renderDocument(h(StartPage, { url: this.settings.PUBLIC_URL }));
  }

  @Get('playground/assets/start.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  styles(): string {
    return `${baseStylesheet()}\n${readFileSync(join(__dirname, 'assets', 'start.css'), 'utf8')}`;
  }
}

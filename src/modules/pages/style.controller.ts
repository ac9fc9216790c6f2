import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../../platform/http';
import { pageStylesheet, STYLE_VERSION } from './page-style';

/** The stylesheet of the pages: one for each accent colour, kept by browsers until its address changes. */
@Public()
@ApiExcludeController()
@Controller('pages')
export class StyleController {
  @Get(':version/:name.css')
  @Header('Content-Type', 'text/css; charset=utf-8')
  styles(
    @Param('version') version: string,
    @Param('name') name: string,
    @Res({ passthrough: true }) response: Response,
  ): string {
    // While servers are replaced one by one, a page of the new one may ask the old one: not to be kept.
    const keep = version === STYLE_VERSION ? 'public, max-age=31536000, immutable' : 'no-store';
    response.setHeader('Cache-Control', keep);
    return pageStylesheet(name);
  }
}

import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Public } from '../../platform/http';
import { assetFile, ASSETS_VERSION, pageStylesheet } from './page-assets';

const compress = promisify(gzip);

interface Sendable {
  plain: Buffer;
  gzip?: Buffer;
}

/** Stylesheets (one for each accent colour), scripts and fonts of the pages: kept by browsers until their address changes. */
@Public()
@ApiExcludeController()
@Controller('pages')
export class AssetsController {
  /** Few files, asked for by everybody: each is read and compressed once. Stylesheets are made anew: colours are endless. */
  private readonly files = new Map<string, Promise<Sendable>>();

  @Get(':version/:name.css')
  async styles(
    @Param('version') version: string,
    @Param('name') name: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const plain = Buffer.from(pageStylesheet(name));
    send(request, response, version, 'text/css; charset=utf-8', { plain, gzip: await compress(plain) });
  }

  @Get(':version/:name')
  async file(
    @Param('version') version: string,
    @Param('name') name: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const file = assetFile(name);
    if (!file) return void response.status(404).type('text/plain').send('There is nothing here.\n');
    const known = this.files.get(name) ?? read(file.path, file.compressible);
    this.files.set(name, known);
    send(request, response, version, file.type, await known);
  }
}

async function read(path: string, compressible: boolean): Promise<Sendable> {
  const plain = await readFile(path);
  return compressible ? { plain, gzip: await compress(plain) } : { plain };
}

function send(request: Request, response: Response, version: string, type: string, { plain, gzip }: Sendable): void {
  // While servers are replaced one by one, a page of the new one may ask the old one: not to be kept.
  const keep = version === ASSETS_VERSION ? 'public, max-age=31536000, immutable' : 'no-store';
  const compressed = gzip && request.acceptsEncodings('gzip') === 'gzip' ? gzip : undefined;
  if (gzip) response.vary('Accept-Encoding');
  if (compressed) response.setHeader('Content-Encoding', 'gzip');
  response.set({ 'Content-Type': type, 'Cache-Control': keep, 'X-Content-Type-Options': 'nosniff' });
  response.send(compressed ?? plain);
}

import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { h } from 'preact';
import { renderDocument, tokensStylesheet } from '../pages';
import { describeApi } from './describe-api';
import { DOCS, DocsPage } from './docs-page';

/** Swagger UI draws with inline styles and data: images. Scripts are files of ours, and nothing may be reached but this server. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The copy of Swagger UI that @nestjs/swagger brings along. */
const SWAGGER_UI = dirname(
  createRequire(require.resolve('@nestjs/swagger')).resolve('swagger-ui-dist/swagger-ui-bundle.js'),
);
const SWAGGER_UI_FILES = ['swagger-ui-bundle.js', 'swagger-ui.css'];
const OWN_SCRIPTS = ['sign-calls.js', 'authorize.js', 'docs.js'];

interface DocsOptions {
  /** Where the page finds a key and a secret to start with; only the playground has such a place. */
  credentials?: string;
}

/** Serves the document at `/docs/json` and the page to read and try it at `/docs`. */
export function serveDocs(app: NestExpressApplication, { credentials }: DocsOptions = {}): void {
  const express = app.getHttpAdapter().getInstance();
  express.get(DOCS, (_request, response) => {
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('Cache-Control', 'no-cache');
    response.type('html').send(renderDocument(h(DocsPage, { credentials })));
  });
  const file = (path: string) => () => readFile(path);
  express.get(
    `${DOCS}/json`,
    compressed('json', () => JSON.stringify(describeApi(app))),
  );
  express.get(`${DOCS}/assets/docs.css`, compressed('css', stylesheet));
  for (const name of SWAGGER_UI_FILES)
    express.get(`${DOCS}/assets/${name}`, compressed(name, file(join(SWAGGER_UI, name))));
  for (const name of OWN_SCRIPTS) express.get(`${DOCS}/assets/${name}`, compressed(name, file(asset(name))));
}

/** Swagger UI's rules as a layer below ours, whose colours and type are those of every page. What is !important ranks the other way round. */
const stylesheet = (): string =>
  `@layer above-important;\n@import url('swagger-ui.css') layer(swagger-ui);\n${tokensStylesheet()}\n${readFileSync(asset('docs.css'), 'utf8')}`;

const asset = (name: string): string => join(__dirname, 'assets', name);

const compress = promisify(gzip);

/** Made when it is first asked for; browsers keep their copy and ask whether it is still the one. */
function compressed(type: string, make: () => string | Promise<Buffer>) {
  let made: ReturnType<typeof both> | undefined;
  const both = async () => {
    const plain = Buffer.from(await make());
    const etag = `W/"${createHash('sha256').update(plain).digest('base64url')}"`;
    return { plain, packed: await compress(plain), etag };
  };
  return async (request: Request, response: Response): Promise<void> => {
    made ??= both();
    const { plain, packed, etag } = await made;
    response.type(type).vary('Accept-Encoding').set({ ETag: etag, 'Cache-Control': 'no-cache' });
    if (!request.acceptsEncodings('gzip')) response.send(plain);
    else response.setHeader('Content-Encoding', 'gzip').send(packed);
  };
}

import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Express, Response } from 'express';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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
  let json: string | undefined;
  express.get(DOCS, (_request, response) => {
    response.setHeader('Content-Security-Policy', POLICY);
    send(response, 'text/html', renderDocument(h(DocsPage, { credentials })));
  });
  express.get(`${DOCS}/json`, (_request, response) => {
    json ??= JSON.stringify(describeApi(app));
    send(response, 'application/json', json);
  });
  express.get(`${DOCS}/assets/docs.css`, (_request, response) => send(response, 'text/css', stylesheet()));
  for (const name of SWAGGER_UI_FILES) serveFile(express, name, join(SWAGGER_UI, name));
  for (const name of OWN_SCRIPTS) serveFile(express, name, asset(name));
}

/** Swagger UI's rules as a layer below ours, whose colours and type are those of every page. What is !important ranks the other way round. */
const stylesheet = (): string =>
  `@layer above-important;\n@import url('swagger-ui.css') layer(swagger-ui);\n${tokensStylesheet()}\n${readFileSync(asset('docs.css'), 'utf8')}`;

const asset = (name: string): string => join(__dirname, 'assets', name);

/** Browsers keep their copy and ask whether it is still the one. */
function serveFile(express: Express, name: string, path: string): void {
  express.get(`${DOCS}/assets/${name}`, (_request, response) => response.sendFile(path, { dotfiles: 'allow' }));
}

function send(response: Response, type: string, body: string): void {
  response.setHeader('Content-Type', `${type}; charset=utf-8`);
  response.setHeader('Cache-Control', 'no-cache');
  response.send(body);
}

import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { problemExamples } from '../http';
import { describedWebhooks, webhookPayloads } from './declared-webhooks';
import { shareAnswers } from './share-answers';

/** The first thing a reader of the document sees. Its commands are run by a test. */
const INTRODUCTION = readFileSync(join(__dirname, 'assets', 'introduction.md'), 'utf8').trim();

/**
 * The OpenAPI document of everything that is there to be called: what `/docs/json` answers and `openapi.json` holds. The
 * same code gives the same bytes, whether the application runs or is only looked at (Nest's preview mode).
 */
export function describeApi(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, frame(), {
    autoTagControllers: false,
    extraModels: webhookPayloads(),
  });
  document.webhooks = describedWebhooks();
  Object.assign(document.servers![0], { 'x-internal': false });
  tellDefaultsInWords(document);
  document.components = { ...document.components, examples: problemExamples(codesNamedIn(document)) };
  shareAnswers(document);
  return document;
}

const frame = () =>
  new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Placet')
    .setVersion(version)
    .setDescription(INTRODUCTION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/', 'This server: production, or a local playground')
    .addTag(
      'Requests',
      'Ask people for a yes: to documents, consents, forms and mandates. Then find, follow, cancel, remind.',
    )
    .addTag('Resources', 'The catalogue: what can be asked for, in versions that never change.')
    .addTag('Groups', 'Named, ordered sets of resources.')
    .addTag('Placements', 'Check places on a document before anybody is asked.')
    .addTag('Users', 'People: their contacts, and the identities your organization has on file.')
    .addTag('Credentials', 'What was asked and decided, as W3C Verifiable Credentials.')
    .addTag('Mandates', 'Standing authority: what an approved credential with a scope allows.')
    .addTag('Webhooks', 'What your server is told as it happens, and the feed of everything that happened.')
    .addTag('DIDs', 'Who is who, and what is revoked: for everybody, without a key.')
    .addTag('Organization', 'Your own organization, its settings and its API keys; how your calls are signed.')
    .addSecurity('apiKey', { type: 'http', scheme: 'bearer', description: 'The API key.' })
    .addSecurity('timestamp', {
      type: 'apiKey',
      in: 'header',
      name: 'X-Timestamp',
      description: 'When the call was signed: Unix time in milliseconds.',
    })
    .addSecurity('signature', {
      type: 'apiKey',
      in: 'header',
      name: 'X-Signature',
      description: 'HMAC-SHA256 of the call under the signature secret, in hex. The introduction says over what.',
    })
    .build();

/**
 * Generators of clients (openapi-typescript for one) take a property with a `default` for one that is always there, so that
 * callers would have to send it. In words it misleads nobody.
 */
function tellDefaultsInWords({ components }: OpenAPIObject): void {
  for (const schema of Object.values(components?.schemas ?? {})) {
    for (const property of Object.values(('properties' in schema && schema.properties) || {})) {
      if ('$ref' in property || property.default === undefined) continue;
      property.description = `${property.description ?? ''} Default: ${String(property.default)}.`.trim();
      delete property.default;
    }
  }
}

/** Operations refer to the examples of their errors by name; only what is referred to is written down. */
const codesNamedIn = (document: OpenAPIObject): Set<string> =>
  new Set(Array.from(JSON.stringify(document).matchAll(/#\/components\/examples\/(\w+)/g), ([, code]) => code));

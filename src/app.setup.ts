import type { INestApplication, Type, DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module';
import { undecodableLink } from './modules/pages';
import type { Settings } from './platform/configuration';
import { parseQuery } from './platform/http';
import { boundConnections } from './platform/lifecycle';
import { serveDocs } from './platform/openapi';

/** Builds the application as `main` runs it and as the tests call it: there is no second way to put it together. */
export async function createApplication(
  settings: Settings,
  additions: (Type | DynamicModule)[] = [],
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings, additions), {
    bodyParser: false, // the guard reads bodies itself, after it knows the caller
    bufferLogs: true,
    autoFlushLogs: false, // where the start fails, the reason is told and nothing else
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  configureApp(app, settings);
  return app;
}

function configureApp(app: NestExpressApplication, settings: Settings): void {
  boundConnections(app as INestApplication);
  app.disable('x-powered-by');
  app.set('trust proxy', trustedProxies(settings.TRUST_PROXY));
  app.set('query parser', parseQuery);
  app.set('etag', false); // answers are for one caller and one moment
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"] },
      },
      referrerPolicy: { policy: 'no-referrer' },
      // Not of the playground: browsers would ask everything else on localhost for https as well.
      strictTransportSecurity: settings.PUBLIC_URL.startsWith('https:') && !settings.playground,
    }),
  );
  app.use('/v1', readableHere(settings));
  app.use('/link', undecodableLink);
  serveDocs(app, { credentials: settings.playground ? '/playground/credentials' : undefined });
}

/** Says what browsers assume anyway, so that nobody has to guess: pages of other origins may not read what the API answers. */
function readableHere({ PUBLIC_URL }: Settings): RequestHandler {
  const { origin } = new URL(PUBLIC_URL);
  return (_request, response, next) => {
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Cache-Control', 'no-store'); // for one caller and one moment; what is for everybody says otherwise
    next();
  };
}

/** A number of hops, a list of addresses, or nobody. */
function trustedProxies(setting?: string): number | string[] | false {
  if (!setting) return false;
  return /^\d+$/.test(setting) ? Number(setting) : setting.split(',').map((address) => address.trim());
}

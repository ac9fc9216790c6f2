import type { DynamicModule } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoggerModule } from 'nestjs-pino';
import { pino } from 'pino';
import { newId } from '../ids';
import { describeError } from './described-error';
import { Flood } from './flood';

/** A link's token is a secret that travels in a path: no log line shows it. */
export const withoutSecrets = (url: string): string =>
  url.split('?', 1)[0].replace(/(\/link(?:\/|%2f)+)[^/]+/gi, '$1[token]');

/** A caller may name its call; anything else gets a name here. Log lines and error bodies carry it. */
export function nameOfCall(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : newId();
  response.setHeader('X-Request-Id', id);
  return id;
}

/** What an answer leaves behind for its log line: set where an error becomes an answer. */
export interface LoggedResponse extends ServerResponse {
  /** Why it is a 5xx. */
  err?: Error;
  /** The stable code of a refusal. */
  refusal?: string;
}

/** What the guard knew of the caller, if it got that far. */
interface LoggedRequest extends IncomingMessage {
  principal?: { organization: { id: string }; keyId: string | null };
  /** Express: the route that answered, as it is declared. */
  route?: { path?: string };
}

/** Enough of a refused key to find out whose it is, and too little to use it. */
function hintOf({ headers: { authorization = '' } }: IncomingMessage): string | undefined {
  const [, key] = /^Bearer (\S{12,})$/i.exec(authorization) ?? [];
  return key && `${key.slice(0, 9)}...${key.slice(-2)}`;
}

function caller(request: LoggedRequest, { refusal, statusCode }: LoggedResponse): Record<string, unknown> {
  const { principal, route } = request;
  return {
    ...(route?.path && { route: `${request.method} ${route.path}` }),
    ...(principal && { organization: principal.organization.id, keyId: principal.keyId }),
    ...(refusal && { refusal }),
    ...(statusCode === 401 && { keyHint: hintOf(request) }),
  };
}

type Level = 'error' | 'warn' | 'info' | 'silent';

/** 5xx are errors and refused keys warnings; of many that say the same a few are written. */
function levelOf(flood: Flood, request: LoggedRequest, response: LoggedResponse, error?: Error): Level {
  const { statusCode, refusal } = response;
  if (error || statusCode >= 500) {
    const { message } = describeError(response.err ?? error);
    return flood.admit(`${statusCode} ${request.method} ${request.route?.path ?? ''}: ${message}`) ? 'error' : 'silent';
  }
  if (statusCode !== 401) return 'info';
  return flood.admit(`${statusCode} ${refusal ?? ''}`) ? 'warn' : 'silent';
}

/** One JSON line an event, one line a call; headers and bodies are never logged, so no key, code or signature is. */
export const loggingModule = (level: string): DynamicModule => {
  const logger = pino({ level, redact: REDACTED, serializers: { err: describeError } });
  const flood = new Flood((kind, left) => logger.warn({ kind, left }, 'More lines like this were left out'));
  return LoggerModule.forRoot({
    pinoHttp: {
      logger,
      genReqId: nameOfCall,
      wrapSerializers: false,
      serializers: {
        req: ({ id, method, url }: LoggedRequest & { id: string; url: string }) => ({
          id,
          method,
          path: withoutSecrets(url),
        }),
        res: ({ statusCode }: ServerResponse) => ({ statusCode }),
        err: describeError,
      },
      customLogLevel: (request, response, error) => levelOf(flood, request, response, error),
      customSuccessObject: (request, response, line: object) => ({ ...line, ...caller(request, response) }),
      customErrorObject: (request, response, _error, line: object) => ({ ...line, ...caller(request, response) }),
      autoLogging: { ignore: (request) => /^\/(health|metrics)\b/.test(request.url ?? '') },
    },
  });
};

const REDACTED = {
  paths: ['*.apiKey', '*.secret', '*.signatureSecret', '*.code', '*.link', '*.password', '*.authorization'],
  censor: '[secret]',
};

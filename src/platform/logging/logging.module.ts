import type { DynamicModule } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoggerModule } from 'nestjs-pino';
import { newId } from '../ids';

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

/** One JSON line an event, one line a call; headers and bodies are never logged, so no key, code or signature is. */
export const loggingModule = (level: string): DynamicModule =>
  LoggerModule.forRoot({
    pinoHttp: {
      level,
      genReqId: nameOfCall,
      serializers: {
        req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
          id,
          method,
          path: withoutSecrets(url),
        }),
        res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      },
      customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
      autoLogging: { ignore: (request) => /^\/(health|metrics)\b/.test(request.url ?? '') },
      redact: {
        paths: ['*.apiKey', '*.secret', '*.signatureSecret', '*.code', '*.link', '*.password', '*.authorization'],
        censor: '[secret]',
      },
    },
  });

import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Problem } from '../../platform/http';
import { renderRefused, renderUnavailable } from './render-screens';
import { preferredLanguage, sendPage } from './send-page';

/** A person gets a page, not JSON: when the database is away, something broke, or a form is none of ours. */
@Catch()
export class PagesFilter implements ExceptionFilter {
  private readonly logger = new Logger('pages');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    const language = preferredLanguage(request, response);
    const status = error instanceof HttpException ? error.getStatus() : 503;
    if (status >= 500) this.logger.error(error);
    if (response.headersSent) return void response.end();
    // A form that was not read to its end would be taken for the next request on this connection.
    if (!request.complete && request.method === 'POST') response.setHeader('Connection', 'close');
    if (status === 429) {
      for (const [name, value] of Object.entries((error as Problem).headers)) response.setHeader(name, value);
      return sendPage(response, renderUnavailable(language), { status });
    }
    if (status < 500) return sendPage(response, renderRefused(language), { status });
    response.setHeader('Retry-After', '30');
    sendPage(response, renderUnavailable(language), { status: 503 });
  }
}

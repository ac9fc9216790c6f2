import { ArgumentsHost, Catch, ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { renderUnavailable } from './render-arrival';
import { preferredLanguage, sendPage } from './send-page';

/** A person gets a page, not JSON, when the database is away or something broke. */
@Catch()
export class UnavailableFilter implements ExceptionFilter {
  private readonly logger = new Logger('pages');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    this.logger.error(error);
    if (response.headersSent) return void response.end();
    response.setHeader('Retry-After', '30');
    sendPage(response, renderUnavailable(preferredLanguage(http.getRequest<Request>(), response)), { status: 503 });
  }
}

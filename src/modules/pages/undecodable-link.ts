import type { NextFunction, Request, Response } from 'express';
import { renderMissing } from './render-screens';
import { preferredLanguage, sendPage } from './send-page';

/** Before any route looks at it: a link with a broken escape (`%E0%A4%A`) leads nowhere like any other wrong one. */
export function undecodableLink(request: Request, response: Response, next: NextFunction): void {
  try {
    decodeURIComponent(request.path);
    next();
  } catch {
    sendPage(response, renderMissing(preferredLanguage(request, response)), { status: 404 });
  }
}

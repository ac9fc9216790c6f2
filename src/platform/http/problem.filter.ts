import { ArgumentsHost, Catch, ExceptionFilter, HttpException } from '@nestjs/common';
import type { Response } from 'express';
import { STATUS_CODES } from 'node:http';
import type { LoggedResponse } from '../logging';
import type { AuthenticatedRequest } from './principal';
import { Problem, PROBLEMS, type ProblemCode } from './problem';

const SHOWN_ERRORS = 100;
/** A caller's own words come back in an error: not all of them. The document says the same. */
const LONGEST_FIELD = 1000;
const LONGEST_MESSAGE = 2000;
const PROBLEM_PAGE = 'https://placet.dev/errors';

/** The one body of every error: what Nest writes, and RFC 9457 beside it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<AuthenticatedRequest>();
    const response = http.getResponse<Response>();
    const problem = asProblem(error);
    const logged = response as Response & LoggedResponse;
    if (problem.getStatus() >= 500) logged.err = error instanceof Error ? error : new Error(String(error));
    logged.refusal = problem.code;
    if (response.headersSent) return void response.end();
    const wantsProblem = prefersProblem(request.headers.accept);
    response.status(problem.getStatus());
    for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
    response.setHeader('Content-Type', `application/${wantsProblem ? 'problem+json' : 'json'}; charset=utf-8`);
    response.setHeader('Cache-Control', 'no-store');
    // A body that was not read to its end would be taken for the next request on this connection.
    if (!request.complete && (request.headers['content-length'] ?? request.headers['transfer-encoding']))
      response.setHeader('Connection', 'close');
    response.send(JSON.stringify(bodyOf(problem, request)));
  }
}

/** The body as contract section 8 writes it. */
export function bodyOf(
  problem: Problem,
  request: Pick<AuthenticatedRequest, 'originalUrl' | 'id'>,
): Record<string, unknown> {
  const status = problem.getStatus();
  const errors = problem.errors.slice(0, SHOWN_ERRORS).map(({ field, message }) => ({
    field: shortened(field, LONGEST_FIELD),
    message: shortened(message, LONGEST_MESSAGE),
  }));
  const messages = [...new Set(errors.map(({ message }) => message))];
  if (problem.errors.length > SHOWN_ERRORS) messages.push('and more'); // checks stop at the first that is not shown
  return {
    statusCode: status,
    message: messages.length > 0 ? messages : problem.detail,
    error: STATUS_CODES[status] ?? 'Error',
    type: `${PROBLEM_PAGE}#${problem.code}`,
    title: PROBLEMS[problem.code][1],
    status,
    detail: messages.length > 0 ? messages.join('; ') : problem.detail,
    instance: request.originalUrl.split('?', 1)[0],
    code: problem.code,
    requestId: String(request.id),
    errors,
  };
}

/** Whether a caller asks for problem+json by name, and not less than for plain JSON (RFC 9110, 12.5.1). */
function prefersProblem(accept = ''): boolean {
  const wishes = new Map(accept.toLowerCase().split(',').map(wishOf));
  const problem = wishes.get('application/problem+json') ?? 0;
  return problem > 0 && problem >= (wishes.get('application/json') ?? 0);
}

/** A type and how much it is wanted: wholly, unless `q` says less. */
function wishOf(range: string): [type: string, quality: number] {
  const [type, ...parameters] = range.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => /^q\s*=/.test(parameter))?.split('=')[1];
  return [type, quality === undefined ? 1 : Number(quality) || 0];
}

const shortened = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text;

/** Anything that was thrown, as one of our problems: what is not ours and not HTTP is a fault of this side. */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseOutage(error)) {
    return new Problem(
      'database_unavailable',
      'The database does not answer. Try again shortly: under the same Idempotency-Key nothing is stored twice.',
      {
        headers: { 'Retry-After': '2' },
      },
    );
  }
  if (error instanceof HttpException) return new Problem(codeOf(error.getStatus()), sentenceOf(error));
  if (error instanceof URIError) return new Problem('malformed_id', 'The path is not well-formed');
  return new Problem('internal_error', 'Something went wrong on this side. Nothing was stored.');
}

function codeOf(status: number): ProblemCode {
  if (status === 404) return 'not_found';
  if (status === 413) return 'body_too_large';
  return status >= 500 ? 'internal_error' : 'validation_failed';
}

const sentenceOf = (error: HttpException): string =>
  error.getStatus() === 404 ? 'There is nothing at this path' : error.message;

/** SQLSTATE classes 08, 53 and 57P, the socket's own errors, and the pool's time-out. */
function isDatabaseOutage(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  return (
    /^(08...|53...|57P..|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/.test(code) ||
    /timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error/.test(
      message,
    )
  );
}

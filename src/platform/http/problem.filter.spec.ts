import {
  ArgumentsHost,
  BadRequestException,
  Logger,
  NotFoundException,
  PayloadTooLargeException,
} from '@nestjs/common';
import { Problem } from './problem';
import { ProblemFilter } from './problem.filter';

beforeAll(() => Logger.overrideLogger(false));

interface Sent {
  status: number;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

/** What a caller gets when a route throws. */
function sentFor(error: unknown, request: object = {}): Sent {
  const sent: Sent = { status: 0, headers: {}, body: {} };
  const response = {
    headersSent: false,
    status: (code: number) => ((sent.status = code), response),
    setHeader: (name: string, value: string) => ((sent.headers[name] = value), response),
    send: (text: string) => (sent.body = JSON.parse(text) as Record<string, unknown>),
  };
  const full = { headers: {}, complete: true, originalUrl: '/v1/request?secret=1', id: 'call-1', ...request };
  const http = { getRequest: () => full, getResponse: () => response };
  new ProblemFilter().catch(error, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return sent;
}

describe('Every error', () => {
  it('has the body of Nest and of RFC 9457, and shows no query', () => {
    const { status, headers, body } = sentFor(Problem.invalid([{ field: 'name', message: 'name is wrong' }]));
    expect([status, headers['Content-Type']]).toEqual([400, 'application/json; charset=utf-8']);
    expect(body).toEqual({
      statusCode: 400,
      message: ['name is wrong'],
      error: 'Bad Request',
      type: 'https://placet.dev/errors#validation_failed',
      title: 'A field of the request breaks a rule',
      status: 400,
      detail: 'name is wrong',
      instance: '/v1/request',
      code: 'validation_failed',
      requestId: 'call-1',
      errors: [{ field: 'name', message: 'name is wrong' }],
    });
  });

  it('is problem+json for whoever asks for that', () => {
    const { headers } = sentFor(new NotFoundException(), { headers: { accept: 'application/problem+json' } });
    expect(headers['Content-Type']).toBe('application/problem+json; charset=utf-8');
  });

  it.each([
    ['application/problem+json', true],
    ['application/json, application/problem+json', true],
    ['text/html, application/problem+json; q=0.5', true],
    ['Application/Problem+JSON;charset=utf-8', true],
    ['application/problem+json;q=0', false],
    ['application/problem+json; q=0.000, */*', false],
    ['application/json, application/problem+json;q=0.5', false],
    ['application/json;q=0.2, application/problem+json;q=0.5', true],
    ['application/vnd.application/problem+json', false],
    ['application/problem+jsonx', false],
    ['*/*', false],
  ])('for Accept: %s, problem+json: %s', (accept, wanted) => {
    const { headers } = sentFor(new NotFoundException(), { headers: { accept } });
    expect(headers['Content-Type']).toBe(`application/${wanted ? 'problem+' : ''}json; charset=utf-8`);
  });

  it('shows a hundred of a thousand mistakes and says that there are more', () => {
    const errors = Array.from({ length: 1000 }, (_, i) => ({ field: `f${i}`, message: `f${i} is wrong` }));
    const { body } = sentFor(Problem.invalid(errors));
    expect(body.errors).toHaveLength(100);
    expect((body.message as string[]).at(-1)).toBe('and more');
  });

  it('closes a connection whose body was not read to its end', () => {
    const unread = { complete: false, headers: { 'content-length': '9000000000' } };
    expect(sentFor(new Problem('unknown_api_key', 'no'), unread).headers.Connection).toBe('close');
    expect(sentFor(new Problem('unknown_api_key', 'no')).headers.Connection).toBeUndefined();
  });

  it.each([
    [new NotFoundException('Cannot GET /x'), 404, 'not_found'],
    [new PayloadTooLargeException(), 413, 'body_too_large'],
    [new BadRequestException(), 400, 'validation_failed'],
    [new URIError('URI malformed'), 400, 'malformed_id'],
    [new Error('anything'), 500, 'internal_error'],
    ['a string', 500, 'internal_error'],
    [undefined, 500, 'internal_error'],
  ])('%p is %i %s', (error, status, code) => {
    expect(sentFor(error)).toMatchObject({ status, body: { code } });
  });

  it.each([
    { code: '57P01', message: 'terminating connection due to administrator command' },
    { code: '08006', message: 'connection failure' },
    { code: '53300', message: 'too many connections' },
    { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' },
    new Error('timeout exceeded when trying to connect'),
    new Error('Connection terminated unexpectedly'),
  ])('is a 503 that says when to come back, while the database is away: %p', (error) => {
    expect(sentFor(error)).toMatchObject({
      status: 503,
      headers: { 'Retry-After': '2' },
      body: { code: 'database_unavailable' },
    });
  });

  it('of this side tells nothing of what went wrong', () => {
    const secret = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (contact)=(ana@example.com)',
    });
    expect(JSON.stringify(sentFor(secret))).not.toMatch(/duplicate|ana@/);
  });
});

import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';
import { Problem } from './problem';

/** The version that this call's `If-Match` names; null when it names none. */
export const ExpectedVersion = createParamDecorator((_: unknown, context: ExecutionContext) =>
  expectedVersion(context.switchToHttp().getRequest<Request>().headers['if-match']),
);

/** `If-Match` as a version number, bare or quoted; null when there is none, or `*`, which any version matches. */
export function expectedVersion(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const [, version] = /^\s*(?:W\/)?"?(\d{1,9})"?\s*$/.exec(header) ?? [];
  if (version !== undefined) return Number(version);
  throw Problem.invalid([{ field: 'If-Match', message: 'If-Match must be the version that you read, e.g. "3"' }]);
}

/** Refuses a change that was made to another version than the present one. */
export function requireVersion(present: number, expected: number | null): void {
  if (expected === null || expected === present) return;
  const detail = `This is version ${present} now, and your change was made to version ${expected}. Read it again and repeat your change.`;
  throw new Problem('version_conflict', detail);
}

/** The header of a change that may be refused when it comes too late. */
export const IfMatch = (): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The `version` that you read. If it is another one by now, nothing is changed and the answer is 409.',
    schema: { type: 'string', minLength: 1, maxLength: 20, pattern: '^\\s*(\\*|(W/)?"?\\d{1,9}"?)\\s*$' },
    example: '*',
  });

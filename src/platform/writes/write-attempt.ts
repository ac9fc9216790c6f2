import { createParamDecorator, ExecutionContext, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { createHash } from 'node:crypto';
import { Problem, type AuthenticatedRequest, type Principal } from '../http';

/** What makes two calls the same call (contract section 8). */
export interface WriteAttempt {
  /** SHA-256 of what names the call: method, path and Idempotency-Key, or the signature. Null: nothing names it, so nothing is replayed. */
  scope: Buffer | null;
  /** SHA-256 of method, path, query and raw body: the same key with another fingerprint is a mistake of the caller. */
  fingerprint: Buffer;
  /** SHA-256 of a version 2 signature, which may stand under one name only. */
  signature: Buffer | null;
}

const ANSWERS_SECRETS = 'placet:answers-secrets';

/** For routes whose answer holds secrets: it is repeated to the API key that called and to no other. */
export const AnswersSecrets = (): MethodDecorator => SetMetadata(ANSWERS_SECRETS, true);

/** The call at hand, as a name and a fingerprint. */
export const CurrentAttempt = createParamDecorator((_: unknown, context: ExecutionContext) => attemptAt(context));

const reflector = new Reflector();

export const attemptAt = (context: ExecutionContext): WriteAttempt =>
  attemptOf(
    context.switchToHttp().getRequest<AuthenticatedRequest>(),
    reflector.get<boolean | undefined>(ANSWERS_SECRETS, context.getHandler()),
  );

export function attemptOf(request: AuthenticatedRequest, answersSecrets = false): WriteAttempt {
  const { method, originalUrl, rawBody = Buffer.alloc(0), principal } = request;
  const [path, query = ''] = splitOnce(originalUrl, '?');
  const key = idempotencyKey(request.headers['idempotency-key']);
  const signature = principal && rawBody.length > 0 ? signatureOf(principal) : null;
  return {
    scope:
      key === null
        ? signature && digest('signature', method, path, query, ...signature)
        : digest('key', method, path, key, ...(answersSecrets ? [principal?.keyId ?? ''] : [])),
    fingerprint: digest(method, path, query, rawBody),
    signature:
      signature && principal?.proof.method === 'SIGNATURE' && principal.proof.version === 2
        ? digest(...signature)
        : null,
  };
}

/** The draft standard quotes the key ("abc"); most clients send it bare. Both name the same call. */
function idempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  const text = String(header).trim();
  const key = /^".*"$/.test(text) ? text.slice(1, -1) : text;
  if (key.length === 0 || key.length > 255 || !/^[\x20-\x7e]+$/.test(key)) {
    const message = 'Idempotency-Key must have 1 to 255 printable ASCII characters';
    throw Problem.invalid([{ field: 'Idempotency-Key', message }]);
  }
  return key;
}

function signatureOf({ keyId, proof }: Principal): string[] | null {
  if (proof.method !== 'SIGNATURE' || keyId === null) return null;
  return [keyId, proof.timestamp, proof.signature.toLowerCase()];
}

/** Length-prefixed, so that no two lists of parts hash alike. */
function digest(...parts: (string | Buffer)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest();
}

function splitOnce(text: string, by: string): [string, string?] {
  const at = text.indexOf(by);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

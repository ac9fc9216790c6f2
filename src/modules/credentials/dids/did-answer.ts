import type { Request } from 'express';
import { Answer, askedType } from '../../../platform/http';
import type { DidDocument } from '../../keys';

/** What a DID document is called (DID Core 1.0 and 1.1), for those who ask for it by that. */
const DOCUMENTS = [
  'application/did',
  'application/did+json',
  'application/did+ld+json',
  'application/ld+json',
] as const;
const OLD_RESULT = 'application/ld+json;profile="https://w3id.org/did-resolution"';
/** What a result is called (DID Resolution). */
const RESULTS = ['application/did-resolution', OLD_RESULT] as const;
const HEADERS = { 'Cache-Control': 'public, max-age=300', Vary: 'Accept' };

/** A DID document as somebody asks for it by Accept: bare, under one of its names, or as JSON as everybody gets it. */
export function documentAnswer(request: Request, document: DidDocument): Answer {
  const type = askedType(request, DOCUMENTS);
  return new Answer(200, JSON.stringify(document), { ...HEADERS, ...(type && { 'Content-Type': type }) });
}

/** The same for a resolver, which answers a whole result (DID Resolution) whoever asks for that. */
export function resolutionAnswer(request: Request, document: DidDocument): Answer {
  const type = askedType(request, [...RESULTS, ...DOCUMENTS]);
  if (!isResult(type)) return documentAnswer(request, document);
  return new Answer(200, result(document, { contentType: 'application/did' }), { ...HEADERS, 'Content-Type': type });
}

/** That a DID could not be resolved, for whoever asks for a result; null for everybody else. */
export function resolutionFailure(request: Request, status: number, error: string, message: string): Answer | null {
  const type = askedType(request, [...RESULTS, ...DOCUMENTS]);
  if (!isResult(type)) return null;
  const names = { notFound: 'NOT_FOUND', invalidDid: 'INVALID_DID' } as Record<string, string>;
  const problem = { type: `https://www.w3.org/ns/did#${names[error]}`, title: message };
  return new Answer(status, result(null, { error: problem }), {
    'Cache-Control': 'no-store',
    Vary: 'Accept',
    'Content-Type': type,
  });
}

const isResult = (type: string | null): type is string =>
  type !== null && (RESULTS as readonly string[]).includes(type);

const result = (didDocument: DidDocument | null, didResolutionMetadata: object): string =>
  JSON.stringify({
    '@context': 'https://w3id.org/did-resolution/v1',
    didDocument,
    didResolutionMetadata,
    didDocumentMetadata: {},
  });

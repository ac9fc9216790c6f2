export { ANONYMOUS_CALLERS, type AnonymousCallers } from './anonymous-callers';
export { Answer, AnswerInterceptor } from './answer';
export { PUBLIC_ROUTE, Public } from './public';
export {
  RequiresSignatureVersion2,
  SIGNATURE_DEMAND,
  SignatureNotEnforced,
  type SignatureDemand,
} from './signature-demands';
export * from './principal';
export { Problem, PROBLEMS, type FieldError, type ProblemCode } from './problem';
export { ProblemFilter } from './problem.filter';
export { DOCUMENT_BODY, ORDINARY_BODY, parseJson, readRawBody, requireJson, requireShallow } from './raw-body';
export { BODY_LIMIT, LargeBody } from './large-body';
export { parseQuery } from './parse-query';
export { Many } from './many';
export { ListQuery } from './list-query';
export { COUNTED_EXACTLY, Page, pageOf, type Total } from './page';
export { IdPipe } from './id.pipe';
export { parseUrl } from './parse-url';
export { requestValidation } from './validation.pipe';
export { malformations } from './well-formed';
export {
  ANSWER_HEADERS,
  ApiProblems,
  CREATED_HEADERS,
  IdempotencyKey,
  IdParam,
  ProblemBody,
  rateHeaders,
  Signed,
  WRITTEN_HEADERS,
} from './api-problems';
export { problemExamples } from './problem-examples';
export { drainOnShutdown } from './drain';

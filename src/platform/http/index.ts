export { AddressLimit, networkOf } from './address-limit';
export { Strangers } from './strangers';
export { ANONYMOUS_CALLERS, type AnonymousCallers } from './anonymous-callers';
export { Answer, AnswerInterceptor } from './answer';
export { ClientGone, Wait } from './waiting-call';
export { PUBLIC_ROUTE, Public } from './public';
export { mayAct, OpenTo, ROLE_DEMAND, ROLES, type Role } from './roles';
export {
  EndsForGood,
  RequiresSignatureVersion2,
  SIGNATURE_DEMAND,
  SignatureNotEnforced,
  type SignatureDemand,
} from './signature-demands';
export * from './principal';
export { Problem, PROBLEMS, type FieldError, type ProblemCode } from './problem';
export { ProblemFilter } from './problem.filter';
export {
  DOCUMENT_BODY,
  ORDINARY_BODY,
  parseJson,
  readRawBody,
  requireJson,
  requirePdf,
  requireBounded,
} from './raw-body';
export { BytesInFlight } from './bytes-in-flight';
export { BODY_LIMIT, BODY_TYPE, LargeBody, PdfBody } from './large-body';
export { MayBeAbsent } from './may-be-absent';
export { Readable, ReadableText, sameLetters, SameLettersEach, unreadable } from './readable';
export { parseQuery } from './parse-query';
export { InDigits, Many, TrueOrFalse } from './many';
export { ListQuery } from './list-query';
export { COUNTED_EXACTLY, Page, pageOf, type Total } from './page';
export { IdPipe } from './id.pipe';
export { ExpectedVersion, IfMatch, requireVersion } from './if-match';
export { parseUrl } from './parse-url';
export { readDto } from './read-dto';
export { rulesOf, type DtoClass, type DtoRules } from './dto-rules';
export { RequestValidation } from './validation.pipe';
export { malformations } from './well-formed';
export {
  ANSWER_HEADERS,
  ApiProblems,
  CREATED_HEADERS,
  IdempotencyKey,
  IdParam,
  MADE_HEADERS,
  ProblemBody,
  rateHeaders,
  Signed,
  WRITTEN_HEADERS,
} from './api-problems';
export { problemExamples } from './problem-examples';
export { UnknownPathModule } from './unknown-path.module';
export { askedType } from './asked-type';
export { EveryOrigin } from './every-origin';

import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Problem, type FieldError } from '../../platform/http';
import { isObject, readDateTimeStamp, secure, VcApiIssuer, type JsonObject, type SecuredDocument } from '../keys';
import { checkCredential } from './data-model/check-credential';
import { flaw, ifGiven, requireUrl } from './data-model/flaws';
import type { IssueCredentialRequest, IssueOptions } from './dto/issue-request.dto';
import { givenOptions } from './given-options';
import { JsonLd } from './json-ld/json-ld';
import { VcApiStatusList } from './vc-api-status-list';

/** Issues whatever is a credential by the standard, in the name of the VC-API's own did:key and of nobody else. */
@Injectable()
export class IssueCredential {
  constructor(
    private readonly issuer: VcApiIssuer,
    private readonly statusList: VcApiStatusList,
    private readonly jsonLd: JsonLd,
    private readonly clock: Clock,
  ) {}

  /** A 400 names every field that breaks a rule. Whoever the credential names as its issuer, the answer names this one. */
  async execute({ credential, ...request }: IssueCredentialRequest): Promise<SecuredDocument> {
    const options = givenOptions(request.options);
    refuse([
      ...checkUnsecured(credential),
      ...checkCredential(credential, 'credential', readDateTimeStamp),
      ...checkOptions(options),
    ]);
    const document = this.toBeIssued(credential, options);
    const refusal = await this.jsonLd.refusalOf(document);
    if (refusal !== null) throw Problem.invalid(flaw('credential', `cannot be processed as JSON-LD: ${refusal}`));
    const { verificationMethod, privateKey: key } = this.issuer;
    const created = options.created === undefined ? this.clock.now() : new Date(readDateTimeStamp(options.created)!);
    const { domain, challenge } = options;
    return secure(document, { verificationMethod, key, created, proofPurpose: 'assertionMethod', domain, challenge });
  }

  private toBeIssued(credential: JsonObject, { credentialId, credentialStatus }: Partial<IssueOptions>): JsonObject {
    const { issuer, credentialStatus: given = [] } = credential;
    const entries = credentialStatus ? [given, this.statusList.newEntry()].flat() : [];
    return {
      ...credential,
      ...(credentialId !== undefined && credential.id === undefined && { id: credentialId }),
      issuer: isObject(issuer) ? { ...issuer, id: this.issuer.did } : this.issuer.did,
      ...(entries.length > 0 && { credentialStatus: entries.length === 1 ? entries[0] : entries }),
    };
  }
}

const MOST_ERRORS = 100;

function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw Problem.invalid(errors.slice(0, MOST_ERRORS));
}

const checkUnsecured = ({ proof }: JsonObject): FieldError[] =>
  proof === undefined ? [] : flaw('credential.proof', 'must not be there: this call makes it');

const checkOptions = ({ credentialId, created }: Partial<IssueOptions>): FieldError[] => [
  ...ifGiven('options.credentialId', credentialId, requireUrl),
  ...ifGiven('options.created', created, (field) =>
    readDateTimeStamp(created) === null ? flaw(field, 'must be a time with its zone (xsd:dateTimeStamp)') : [],
  ),
];

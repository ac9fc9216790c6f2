import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { UnitOfWork } from '../../platform/database';
import { Problem, type CallingOrganization } from '../../platform/http';
import { credentialView, ReadCredentials, ReadProofs, type CredentialView } from '../credentials';
import { ReadRequests, type RequestItem, type RequestSubjectDetail } from './listing/read-requests';

/** A request with everything there is to tell of it. */
export interface RequestDetail extends Omit<RequestItem, 'credentials' | 'subjects'> {
  subjects: RequestSubjectDetail[];
  issuer: { did: string; name: string };
  credentials: CredentialView[];
}

/** GET /v1/request/{id}. A canceled request is no longer there for whoever asks for it by id. */
@Injectable()
export class ShowRequest {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly requests: ReadRequests,
    private readonly credentials: ReadCredentials,
    private readonly proofs: ReadProofs,
    private readonly clock: Clock,
  ) {}

  execute({ id: org, did, name }: CallingOrganization, id: string): Promise<RequestDetail> {
    const now = this.clock.now();
    return this.unitOfWork.read(org, async (tx) => {
      const [[request], credentials] = await Promise.all([
        this.requests.execute(tx, org, [id], now),
        this.credentials.ofRequest(tx, org, id),
      ]);
      if (!request || request.status === 'CANCELED') throw new Problem('not_found', 'Request not found');
      const proofs = await this.proofs.of(
        tx,
        org,
        credentials.map((row) => row.id),
      );
      const views = credentials.map((row) => credentialView(row, now, proofs.get(row.id)));
      const subjects = await this.requests.known(tx, org, request, now);
      return { ...request, subjects, issuer: { did, name }, credentials: views };
    });
  }
}

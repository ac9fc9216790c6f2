import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { UnitOfWork, type Transaction } from '../../platform/database';
import { Problem, type CallingOrganization } from '../../platform/http';
import { credentialView, ReadCredentials, ReadProofs, type CredentialView } from '../credentials';
import { LogWatch, type Patience } from '../evidence';
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
    private readonly watch: LogWatch,
    private readonly clock: Clock,
  ) {}

  execute(organization: CallingOrganization, id: string): Promise<RequestDetail> {
    return this.unitOfWork.read(organization.id, (tx) => this.read(tx, organization, id));
  }

  /** As soon as the answer is another than at the time of the call, or as it is when the time is up. */
  async changed(organization: CallingOrganization, id: string, patience: Patience): Promise<RequestDetail> {
    const until = performance.now() + patience.milliseconds;
    const look = () =>
      this.unitOfWork.read(organization.id, async (tx) => {
        const detail = await this.read(tx, organization, id);
        return { detail, seen: await this.watch.length(tx, organization.id) };
      });
    const first = await look();
    for (let now = first; ; now = await look()) {
      if (JSON.stringify(now.detail) !== JSON.stringify(first.detail)) return now.detail;
      const milliseconds = until - performance.now();
      if (!(await this.watch.grown(organization.id, now.seen, { ...patience, milliseconds }))) return now.detail;
    }
  }

  private async read(tx: Transaction, { id: org, did, name }: CallingOrganization, id: string): Promise<RequestDetail> {
    const now = this.clock.now();
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
  }
}

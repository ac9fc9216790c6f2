import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { UnitOfWork } from '../../platform/database';
import { DOCUMENT_BODY, ORDINARY_BODY, type Principal } from '../../platform/http';
import { apiKeyView } from './dto/api-key.dto';
import type { Me } from './dto/me.dto';
import { FindApiKeys } from './find-api-keys';

/** Tells a caller what the server makes of its call. */
@Injectable()
export class WhoAmI {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly find: FindApiKeys,
    private readonly clock: Clock,
  ) {}

  async execute({ organization, keyId, proof }: Principal): Promise<Me> {
    const { id, did, name, createsPerMinute } = organization;
    const key = keyId === null ? undefined : await this.unitOfWork.read(id, (tx) => this.find.one(tx, id, keyId));
    return {
      organization: { id, did, name },
      key: key ? apiKeyView(key, this.clock.now()) : null,
      signature: { method: proof.method, version: proof.method === 'SIGNATURE' ? proof.version : null },
      limits: { createsPerMinute, bodyBytes: ORDINARY_BODY, documentBodyBytes: DOCUMENT_BODY },
    };
  }
}

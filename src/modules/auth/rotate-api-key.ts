import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Problem, type Answer, type Principal } from '../../platform/http';
import { WritesOnce, type WriteAttempt } from '../../platform/writes';
import { ApiKeysService, OVERLAP_HOURS } from './api-keys.service';
import { apiKeyView } from './dto/api-key.dto';
import type { RotateApiKeyDto, RotatedApiKeyView } from './dto/minted-api-key.dto';
import { FindApiKeys } from './find-api-keys';
import { NOT_TO_BE_KEPT } from './not-to-be-kept';

/** Gives a key a new signature secret. The answer holds it; the old one signs while the two overlap. */
@Injectable()
export class RotateApiKey {
  constructor(
    private readonly writesOnce: WritesOnce,
    private readonly keys: ApiKeysService,
    private readonly find: FindApiKeys,
    private readonly clock: Clock,
  ) {}

  execute(
    { organization: { id: org }, keyId }: Principal,
    id: string,
    dto: RotateApiKeyDto,
    attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.writesOnce.run(org, attempt, async (tx) => {
      const key = await this.find.one(tx, org, id);
      if (key && apiKeyView(key, this.clock.now()).status === 'EXPIRED') throw staysExpired(key.expiresAt!);
      const hours = dto.overlapHours ?? OVERLAP_HOURS;
      const signatureSecret = await this.keys.renew(tx, org, id, hours, { keyId });
      if (signatureSecret === null) throw new Problem('not_found', 'API key not found or revoked');
      const renewed = await this.find.one(tx, org, id);
      const body = { ...apiKeyView(renewed!, this.clock.now()), signatureSecret } satisfies RotatedApiKeyView;
      return { id, status: 200, body, headers: NOT_TO_BE_KEPT };
    });
  }
}

const staysExpired = (at: Date): Problem =>
  new Problem(
    'key_stays_expired',
    `This key expired at ${at.toISOString()}: a new secret would not change that. Make a new key with POST /v1/api-keys.`,
  );

import { Injectable } from '@nestjs/common';
import { Clock, parseInstant } from '../../platform/clock';
import { Problem, type Answer, type Principal } from '../../platform/http';
import { WritesOnce, type WriteAttempt } from '../../platform/writes';
import { allowedTerms } from './allowed-terms';
import { ApiKeysService } from './api-keys.service';
import { apiKeyView } from './dto/api-key.dto';
import type { MintedApiKeyView } from './dto/minted-api-key.dto';
import type { NewApiKeyDto } from './dto/new-api-key.dto';
import { FindApiKeys } from './find-api-keys';
import { NOT_TO_BE_KEPT } from './not-to-be-kept';

/**
 * Makes an API key, no stronger than the one that calls. The answer holds both secrets; a replay of the call by the same
 * key within 24 hours shows them again, and nothing else does.
 */
@Injectable()
export class CreateApiKey {
  constructor(
    private readonly writesOnce: WritesOnce,
    private readonly keys: ApiKeysService,
    private readonly find: FindApiKeys,
    private readonly clock: Clock,
  ) {}

  execute(
    { organization: { id: org }, keyId }: Principal,
    { expiresAt, ...wanted }: NewApiKeyDto,
    attempt: WriteAttempt,
  ): Promise<Answer> {
    const now = this.clock.now();
    const until = expiresAt == null ? undefined : this.future(expiresAt, now);
    return this.writesOnce.run(org, attempt, async (tx) => {
      const maker = keyId === null ? null : (await this.find.one(tx, org, keyId))!;
      const terms = allowedTerms({ ...wanted, expiresAt: until }, maker);
      const { id, key: apiKey, signatureSecret } = await this.keys.add(tx, org, { ...wanted, ...terms }, { keyId });
      const made = await this.find.one(tx, org, id);
      const body = { ...apiKeyView(made!, now), apiKey, signatureSecret } satisfies MintedApiKeyView;
      return { id, status: 201, body, headers: NOT_TO_BE_KEPT };
    });
  }

  private future(text: string, now: Date): Date {
    const instant = parseInstant(text);
    if (instant && instant > now) return instant;
    throw Problem.invalid([{ field: 'expiresAt', message: 'expiresAt must be a date in the future' }]);
  }
}

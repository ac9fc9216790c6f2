import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { statement, UnitOfWork, type Transaction } from '../../../platform/database';
import { NotFetched, postGuarded, retryAfterSeconds, type PostAnswer } from '../../../platform/outbound';
import { Envelopes } from '../../../platform/secrets';
import { Receivers } from '../endpoints/receivers';
import { eventsOf } from '../events/events-of';
import { ReadFacts } from '../events/read-facts';
import { TellEvents } from '../events/tell-events';
import { WebhookSecretsStore, type SecretsInForce, type WebhookSecrets } from '../secrets/webhook-secrets';
import type { Attempt, ClaimedDelivery, DeliveryOutcome } from './delivery';
import { signedMessage } from './signed-message';

/** Short of the lease of the loop, twice: a day long there may be a second try under the secrets of before. */
const LIMITS = { milliseconds: 10_000, bodyMilliseconds: 1_500, bytes: 1024 };

const TARGET = statement(
  'webhooks.target',
  'SELECT url, encrypted FROM webhook_endpoints WHERE org_id = $1 AND id = $2 AND active',
);

interface Target {
  url: string;
  encrypted: boolean;
}

interface Prepared {
  target: Target;
  secrets: SecretsInForce;
  /** JSON. */
  payload: string;
}

/** One attempt at one delivery. */
@Injectable()
export class SendDelivery {
  private readonly logger = new Logger('webhooks');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly receivers: Receivers,
    private readonly secrets: WebhookSecretsStore,
    private readonly facts: ReadFacts,
    private readonly tell: TellEvents,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  /** Never throws: whatever goes wrong is an outcome. */
  async execute(delivery: ClaimedDelivery, signal: AbortSignal): Promise<DeliveryOutcome> {
    try {
      const prepared = await this.unitOfWork.read(delivery.org_id, (tx) => this.prepare(tx, delivery));
      if (!prepared) return { kind: 'OFF' };
      const payload = delivery.payload ?? this.sealed(delivery, prepared.payload);
      return { kind: 'ATTEMPTED', attempt: await this.attempt(delivery, prepared, signal), payload };
    } catch (error) {
      this.logger.error({ delivery: delivery.id, error: (error as Error).message }, 'A webhook could not be made');
      return { kind: 'NOT_SENT', error: 'The message could not be made' };
    }
  }

  private async prepare(tx: Transaction, delivery: ClaimedDelivery): Promise<Prepared | null> {
    const [[target], secrets, payload] = await Promise.all([
      tx.query<Target & object>(TARGET, [delivery.org_id, delivery.endpoint_id]),
      this.secrets.inForce(tx, delivery.org_id, this.clock.now()),
      this.payloadOf(tx, delivery),
    ]);
    return target ? { target, secrets, payload } : null;
  }

  private async payloadOf(
    tx: Transaction,
    { id, org_id, payload, fact_id, event_id }: ClaimedDelivery,
  ): Promise<string> {
    if (payload) return this.envelopes.open({ purpose: 'webhook.payload', row: id }, payload).toString('utf8');
    const fact = await this.facts.one(tx, org_id, fact_id!);
    const event = fact && eventsOf(fact).find((one) => one.id === event_id);
    if (!event) throw new Error('Its fact was erased');
    const [told] = await this.tell.execute(tx, org_id, [event]);
    return JSON.stringify(told);
  }

  private sealed({ id }: ClaimedDelivery, payload: string): Buffer {
    return this.envelopes.sealer().seal({ purpose: 'webhook.payload', row: id }, payload);
  }

  /**
   * While two sets of secrets are in force nobody knows which one the receiver has: what it refuses under the new set it is
   * sent once more under the one before.
   */
  private async attempt(delivery: ClaimedDelivery, prepared: Prepared, signal: AbortSignal): Promise<Attempt> {
    const { current, previous } = prepared.secrets;
    const first = await this.post(delivery, prepared, current, previous ? [previous] : [], signal);
    if (!previous || !isRefusal(first)) return first;
    const second = await this.post(delivery, prepared, previous, [current], signal);
    return { ...second, at: first.at, duration: first.duration + second.duration };
  }

  private async post(
    { event_id: id }: ClaimedDelivery,
    { target, payload }: Prepared,
    secrets: WebhookSecrets,
    others: WebhookSecrets[],
    signal: AbortSignal,
  ): Promise<Attempt> {
    const at = this.clock.now();
    const message = await signedMessage({ id, payload, encrypts: target.encrypted }, secrets, others, at);
    const started = performance.now();
    const ended = () => ({ at, url: target.url, duration: Math.round(performance.now() - started) });
    try {
      const { mayBeCalled } = this.receivers;
      const answer = await postGuarded({ url: new URL(target.url), mayBeCalled, signal, ...message }, LIMITS);
      return { ...ended(), ...answered(answer, this.clock.now()) };
    } catch (error) {
      if (!(error instanceof NotFetched)) throw error;
      return { ...ended(), status: null, beginning: null, error: error.message };
    }
  }
}

function answered({ status, retryAfter, beginning }: PostAnswer, now: Date): Omit<Attempt, 'at' | 'url' | 'duration'> {
  const redirects = status >= 300 && status < 400;
  return {
    status,
    beginning: beginning.toString('utf8').replaceAll('\0', '\ufffd').toWellFormed(),
    error: redirects ? 'The receiver redirects, which is not followed' : null,
    retryAfterSeconds: retryAfterSeconds(retryAfter, now.getTime()),
  };
}

/** As a receiver answers that cannot check or read what it got. */
const isRefusal = ({ status }: Attempt): boolean =>
  status !== null && status >= 400 && status < 500 && ![408, 410, 429].includes(status);

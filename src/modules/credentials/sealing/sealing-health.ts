import { Inject, Injectable, Logger, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { X509Certificate } from 'node:crypto';
import { Clock } from '../../../platform/clock';
import { HealthChecks } from '../../../platform/health';
import { Metrics } from '../../../platform/metrics';
import { SealedDocuments } from '../../documents';
import { DOCUMENT_SIGNER, SealCertificates, type DocumentSigner } from '../../keys';

/** What is sealed under a key that somebody else has proves nothing. */
export const compromisedSeal = (since: Date): string =>
  `The key of the seal was compromised at ${since.toISOString()}: set another one`;

const EVERY_MS = 60_000;
const MOST_FAILING = 1000;
const DAY_MS = 86_400_000;

/**
 * Whether what people decide now could be sealed. It really seals a document, at the start and once a minute: while it
 * cannot, decisions are refused with a clear page, never accepted and lost.
 */
@Injectable()
export class SealingHealth implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('sealing');
  private found: string | null = null;
  /** Why a document could not be sealed at the last attempt, by its credential. */
  private readonly failing = new Map<string, string>();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly documents: SealedDocuments,
    private readonly checks: HealthChecks,
    private readonly clock: Clock,
    private readonly certificates: SealCertificates,
    private readonly metrics: Metrics,
    @Inject(DOCUMENT_SIGNER) private readonly signer: DocumentSigner,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.checks.add('sealing', () => this.trouble() ?? this.waiting());
    this.metrics.measure('placet_seal_certificate_days_left', 'Days until the certificate of the seal ends', () => {
      const end = Date.parse(new X509Certificate(this.signer.certificate).validTo);
      return [{ value: (end - this.clock.now().getTime()) / DAY_MS }];
    });
    await this.probe();
    this.timer = setInterval(() => void this.probe(), EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** What is wrong, in words for an administrator; null when sealing works. */
  trouble(): string | null {
    return this.found;
  }

  /** What became of an attempt to seal in this process: null where it was sealed. It keeps nobody from deciding. */
  tried(credentialId: string, why: string | null): void {
    if (why === null) this.failing.delete(credentialId);
    else if (this.failing.size < MOST_FAILING) this.failing.set(credentialId, why);
  }

  private waiting(): string | null {
    const [why] = this.failing.values();
    return why === undefined ? null : `${this.failing.size} could not be sealed yet and will be tried again: ${why}`;
  }

  async probe(): Promise<void> {
    const before = this.found;
    this.found = await this.proved();
    if (this.found !== null && this.found !== before) this.logger.error(`Nothing can be sealed: ${this.found}`);
  }

  private async proved(): Promise<string | null> {
    try {
      await this.documents.prove(this.signer, this.clock.now());
      return await this.compromised();
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** Not to be had while the database is away, when nobody decides anything: that is not what is wrong with the seal. */
  private async compromised(): Promise<string | null> {
    const since = await this.certificates.compromisedSince(this.signer).catch(() => null);
    return since && compromisedSeal(since);
  }
}

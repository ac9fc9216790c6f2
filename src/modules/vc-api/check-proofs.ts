import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { sha256 } from '../../platform/secrets';
import {
  didKeyDocument,
  EDDSA_JCS_2022,
  verifySecured,
  type Cryptosuites,
  type Expectation,
  type JsonObject,
} from '../keys';
import { listOf } from './data-model/flaws';
import { JsonLd } from './json-ld/json-ld';
import { finding, ofProof, type Finding } from './judgement';

const MOST_PROOFS = 5;

/** Checks every proof of a secured document. Keys are those of did:key: nothing is fetched and nothing looked up. */
@Injectable()
export class CheckProofs {
  /** By JSON alone: what credentials are checked by. */
  readonly byJson = EDDSA_JCS_2022;
  /** Also by what the JSON means: what presentations, and the credentials in them, are checked by. */
  readonly byJsonOrMeaning: Cryptosuites = {
    ...EDDSA_JCS_2022,
    'eddsa-rdfc-2022': (options, document) => this.hashMeaning(options, document),
  };

  constructor(
    private readonly jsonLd: JsonLd,
    private readonly clock: Clock,
  ) {}

  /** Proofs are a set: each one has to hold. Chains (`previousProof`) are refused. */
  async execute(secured: JsonObject, cryptosuites: Cryptosuites, expected: Expectation): Promise<Finding[]> {
    const proofs = proofsOf(secured);
    if (proofs.length === 0) return [finding('proof', 'It carries no proof')];
    if (proofs.length > MOST_PROOFS) return [finding('proof', `It carries more than ${MOST_PROOFS} proofs`)];
    const findings: Finding[] = [];
    for (const proof of proofs) {
      if (findings.length > 0) break; // one reason is enough, and each costs time
      const alone = { ...secured, proof };
      const { evaluations } = await verifySecured(alone, resolveDidKey, this.clock.now(), expected, cryptosuites);
      findings.push(...ofProof(evaluations));
    }
    return findings;
  }

  /** VC Data Integrity EdDSA 1.0, 3.2.4: the hash of the canonical proof options, followed by that of the document. */
  private async hashMeaning(options: JsonObject, document: JsonObject): Promise<Buffer> {
    const configuration = { ...options, '@context': document['@context'] };
    return Buffer.concat([
      sha256(await this.jsonLd.canonize(configuration)),
      sha256(await this.jsonLd.canonize(document)),
    ]);
  }
}

const proofsOf = ({ proof = [] }: JsonObject): unknown[] => listOf(proof);

const resolveDidKey = (did: string) => Promise.resolve(didKeyDocument(did));

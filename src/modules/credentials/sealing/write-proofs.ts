import { Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';
import { Clock } from '../../../platform/clock';
import { Settings } from '../../../platform/configuration';
import { statement, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { Envelopes, sha256 } from '../../../platform/secrets';
import { EvidenceService } from '../../evidence';
import { KeysService, secure, type SigningKey } from '../../keys';
import { credentialDocument, decisionDocument, type DecisionCover } from './credential-documents';
import type { SealedPdf, SealingFacts } from './sealing-facts';
import type { SealedPdfFile } from './seal-pdf';
import { StatusPlaces } from './status-places';
import { verifyUrlOf } from './verify-url';

const SEAL = statement(
  'sealings.seal',
  `WITH decided AS (
     INSERT INTO decision_documents (decision_id, org_id, document)
     SELECT id, $1, document FROM unnest($3::text[], $4::json[]) AS t (id, document)
   )
   UPDATE sealings SET status = 'SEALED', credential = $5, document_sha256 = $6, timestamp_outcome = $7, sealed_at = $8,
     seal_fingerprint = decode($9, 'hex'), evidence_sha256 = $10, lease_token = NULL, error = NULL
   WHERE org_id IS NOT DISTINCT FROM $1 AND credential_id = $2`,
);

const sealedPdf = ({ sha256, size }: SealedPdf): SealedPdf => ({ sha256, size });

/** Each decision under the key of the person who made it, and the credential under the organization's key. */
@Injectable()
export class WriteProofs {
  constructor(
    private readonly keys: KeysService,
    private readonly places: StatusPlaces,
    private readonly evidence: EvidenceService,
    private readonly envelopes: Envelopes,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async execute(
    tx: Transaction,
    org: OrganizationId,
    issuerDid: string,
    facts: SealingFacts & { refusedBefore: boolean },
    file: SealedPdfFile | null,
  ): Promise<void> {
    const at = this.clock.now();
    const sealer = this.envelopes.sealer();
    const dids = [issuerDid, ...facts.decisions.map(({ subjectDid }) => subjectDid)];
    const keys = await this.keys.ensureKeys(tx, org, dids, at, sealer);
    const status = facts.outcome === 'APPROVED' ? await this.places.of(tx, org, facts.id, at) : null;
    const decided = this.secureDecisions(facts, keys, at);
    const credential = this.sign(keys.get(issuerDid)!, at, (issuer) =>
      credentialDocument(
        facts,
        decided.map(({ cover }) => cover),
        {
          issuer,
          verifyUrl: verifyUrlOf(this.settings.PUBLIC_URL, facts),
          sealedPdf: file && sealedPdf(file.document),
          evidencePdf: file?.evidence ? sealedPdf(file.evidence) : null,
          status,
        },
      ),
    );
    const text = JSON.stringify(credential);
    tx.send(SEAL, [
      org,
      facts.id,
      decided.map(({ cover }) => cover.decision.id),
      decided.map(({ document }) => JSON.stringify(document)),
      text,
      file && Buffer.from(file.document.sha256, 'hex'),
      file?.timestamp ?? null,
      at,
      file?.sealedUnder ?? null,
      file?.evidence ? Buffer.from(file.evidence.sha256, 'hex') : null,
    ]);
    const details = {
      credential: sha256(canonicalize(credential)!).toString('hex'),
      decisions: decided.map(({ cover }) => ({ id: cover.decision.id, sha256: cover.sha256 })),
      ...(facts.refusedBefore && { refusedBefore: true }),
      ...(file && { document: file.document.sha256, timestamp: file.timestamp }),
      ...(file?.evidence && { evidence: file.evidence.sha256 }),
    };
    this.evidence.append(
      tx,
      org,
      [{ kind: 'credential.sealed', subjectId: facts.id, occurredAt: at, details }],
      sealer,
    );
  }

  private secureDecisions(
    facts: SealingFacts,
    keys: Map<string, SigningKey>,
    at: Date,
  ): { document: object; cover: DecisionCover }[] {
    const verifyUrl = verifyUrlOf(this.settings.PUBLIC_URL, facts);
    return facts.decisions.map((decision) => {
      const document = this.sign(keys.get(decision.subjectDid)!, at, (issuer) =>
        decisionDocument(decision, issuer, verifyUrl),
      );
      return { document, cover: { decision, sha256: sha256(canonicalize(document)!).toString('hex') } };
    });
  }

  private sign(key: SigningKey, created: Date, documentOf: (issuer: string) => object): object {
    const issuer = this.keys.issuerDid(key.did);
    const verificationMethod = `${issuer}#${key.publicKey}`;
    return secure(documentOf(issuer) as Record<string, unknown>, {
      verificationMethod,
      key: key.privateKey,
      created,
      proofPurpose: 'assertionMethod',
    });
  }
}

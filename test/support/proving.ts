import request from 'supertest';
import type { DidDocument, JsonObject } from '../../src/modules/keys';
import { Person } from './answering';
import type { Created } from './asking';
import { eventually } from './eventually';
import type { TestOrganization, TestServer } from './server';

/** A document with its proof, as far as tests read it. */
export interface Secured extends JsonObject {
  id: string;
  type: string[];
  issuer: string;
  proof: { verificationMethod: string; proofValue: string; created: string };
  credentialStatus?: { id: string; statusListCredential: string; statusListIndex: string };
  credentialSubject: { id: string; sealedDocument?: { sha256: string; size: number } };
  evidence: { decisionDigest: string; action: string }[];
}

/** The answer to GET /v1/credential/{id}. */
export interface Shown {
  credential: {
    id: string;
    status: string;
    statusReason?: string;
    proofs: ({ actionType: string; covers: { id: string } } & JsonObject)[];
    decisions: ({ action: string; document: Secured | null } & JsonObject)[];
  };
  w3cCredential: Secured | null;
  pdf?: string;
}

export interface Sealed extends Shown {
  w3cCredential: Secured;
}

export const shown = async (organization: TestOrganization, id: string): Promise<Shown> =>
  (await organization.call('get', `/v1/credential/${id}`).expect(200)).body as Shown;

/** Waits until a credential is sealed. */
export const sealed = (organization: TestOrganization, id: string): Promise<Sealed> =>
  eventually(async () => {
    const answer = await shown(organization, id);
    if (!answer.w3cCredential) throw new Error('Not sealed yet');
    return answer as Sealed;
  });

/** Asks, and everybody who is asked accepts all of it. */
export async function approved(server: TestServer, organization: TestOrganization, body: object): Promise<Created> {
  const asked = (await organization.asks({ contacts: ['ana@example.com'], ...body }).expect(201)).body as Created;
  for (const index of asked.subjects.keys()) {
    const person = await Person.inside(server, asked, index);
    for (const { id } of asked.credentials) await person.accepts(id);
    await person.finishes();
  }
  return asked;
}

export const resolved = async (server: TestServer, did: string): Promise<DidDocument> =>
  (
    await request(server.url)
      .get(`/v1/via/dids/${encodeURIComponent(did)}`)
      .expect(200)
  ).body as DidDocument;

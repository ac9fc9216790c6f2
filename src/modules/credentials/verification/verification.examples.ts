/** A credential of an issuer that this server has never heard of: whoever holds a did:key can issue one. Its proof is real. */
const FOREIGN = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/undefined-terms/v2'],
  id: 'urn:uuid:0f7c1c36-4f0b-4f5e-9d0a-6a3a5b1f7c11',
  type: ['VerifiableCredential'],
  issuer: 'did:key:z6MktYDpcuNS138FEpEfCa9TsVqA79ZJH1AKACYL5ZsHq7ib',
  validFrom: '2025-01-01T00:00:00Z',
  credentialSubject: {
    id: 'did:example:agent-7',
    data: [
      {
        label: 'Maximum amount per booking',
        type: 'number',
        value: 400,
        hidden: false,
        rule: 'AT_MOST',
      },
      {
        label: 'Currency',
        type: 'string',
        value: 'EUR',
        hidden: false,
        rule: 'EQUAL',
      },
    ],
  },
  proof: {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: '2025-01-01T00:00:00Z',
    verificationMethod:
      'did:key:z6MktYDpcuNS138FEpEfCa9TsVqA79ZJH1AKACYL5ZsHq7ib#z6MktYDpcuNS138FEpEfCa9TsVqA79ZJH1AKACYL5ZsHq7ib',
    proofPurpose: 'assertionMethod',
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/undefined-terms/v2'],
    proofValue: 'zc12ZxUJCSrWQWmP9tnWqwjg9BBs2QzP6jmSu7DVJwxAvHBuosGQkYkCNkvyKWK4H5LSe6oLMnoX67TkKzRao6bY',
  },
};

/** Bodies of POST /v1/credential/verify, in the order in which a reader tries them. The last two are not allowed. */
export const VERIFY_EXAMPLES = {
  credential: {
    summary: 'A credential of somebody else',
    value: { credential: FOREIGN },
  },
  within: {
    summary: 'What is done is within what was approved',
    value: { credential: FOREIGN, executionParams: { 'Maximum amount per booking': 320, Currency: 'EUR' } },
  },
  beyond: {
    summary: 'What is done goes beyond what was approved: 403',
    value: { credential: FOREIGN, executionParams: { 'Maximum amount per booking': 900, Currency: 'EUR' } },
  },
  changed: {
    summary: 'A credential that was changed after it was signed: 403',
    value: { credential: { ...FOREIGN, validFrom: '2024-01-01T00:00:00Z' } },
  },
};

/** Bodies of POST /v1/credential/vp/{id}. */
export const PRESENT_EXAMPLES = {
  anybody: { summary: 'For anybody', value: {} },
  verifier: {
    summary: 'For one verifier, who has asked for it',
    value: { targetVerifier: 'https://hotel.example.com', challenge: 'n-0S6_WzA2Mj' },
  },
};

/** Bodies of DELETE /v1/credential/revoke/{id}. */
export const REVOKE_EXAMPLES = {
  reason: { summary: 'With a reason', value: { reason: 'The employee has left the company.' } },
};

const RECEIPT = {
  id: 'rcp_3f2b8c1e-4d5a-4b6c-8d7e-9f0a1b2c3d4e',
  timestamp: '2026-01-12T09:00:00Z',
  proof: { type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022' },
};
const PROVEN = { check: 'credential.signature', result: 'pass', message: 'The signature fits the content' };
const AMOUNT = 'Maximum amount per booking';

/** Answers of POST /v1/credential/verify, in short: 200 and 403. */
export const ALLOWED = {
  allowed: true,
  evaluations: [PROVEN, { check: `rule:${AMOUNT}`, result: 'pass', message: `${AMOUNT} is within what was approved` }],
  receipt: RECEIPT,
};
export const DENIED = {
  allowed: false,
  reason: 'rule_failed',
  retryable: false,
  evaluations: [
    PROVEN,
    { check: `rule:${AMOUNT}`, result: 'fail', message: `${AMOUNT} must be at most what was approved` },
  ],
  receipt: RECEIPT,
};

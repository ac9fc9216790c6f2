const UNSECURED = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  issuer: 'did:example:issuer',
  validFrom: '2026-01-31T12:00:00Z',
  credentialSubject: { id: 'did:example:subject' },
};

/** Bodies of POST /vc-api/credentials/issue. */
export const ISSUE_EXAMPLES = {
  credential: { summary: 'A credential', value: { credential: UNSECURED } },
  status: {
    summary: 'With an entry in the status list',
    value: { credential: UNSECURED, options: { credentialStatus: { type: 'BitstringStatusListEntry' } } },
  },
};

/** Bodies of POST /vc-api/credentials/verify: without a proof, so not verified. */
export const VERIFY_EXAMPLES = {
  unsecured: {
    summary: 'A credential without a proof: 400',
    value: { verifiableCredential: UNSECURED, options: { checks: ['proof'] } },
  },
};

/** Bodies of POST /vc-api/presentations/verify. */
export const VERIFY_PRESENTATION_EXAMPLES = {
  unsecured: {
    summary: 'A presentation without a proof: 400',
    value: {
      verifiablePresentation: {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiablePresentation'],
      },
    },
  },
};

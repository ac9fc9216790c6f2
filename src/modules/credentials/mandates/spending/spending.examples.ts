/** Bodies of POST /v1/via/mandates/{id}/authorize. */
export const AUTHORIZE_EXAMPLES = {
  money: {
    summary: 'A booking, held for a quarter of an hour',
    value: { operationId: 'booking-4711', amount: '120.50', currency: 'EUR', agentDid: 'did:web:agent.example.com' },
  },
  use: { summary: 'One use, no money, held for an hour', value: { operationId: 'check-in-4711', holdSeconds: 3600 } },
};

/** Bodies of POST /v1/via/mandates/{id}/commit. */
export const COMMIT_EXAMPLES = {
  money: {
    summary: 'What was paid in the end',
    value: { operationId: 'booking-4711', amount: '118.00', currency: 'EUR' },
  },
  use: { summary: 'One use, no money', value: { operationId: 'check-in-4711' } },
};

/** Bodies of POST /v1/via/mandates/{id}/refund. */
export const REFUND_EXAMPLES = {
  all: { summary: 'All of it', value: { operationId: 'booking-4711' } },
  part: {
    summary: 'A part, and then another',
    value: { operationId: 'booking-4711', amount: '20.00', refundId: 'second-night' },
  },
};

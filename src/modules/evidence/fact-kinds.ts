/** What the `subjectId` of a fact names. */
export type FactSubject = 'request' | 'credential' | 'person' | 'mandate' | 'api key' | 'webhook' | 'organization';

/** Every kind of fact, named after what happened, and what its `subjectId` names. A kind that is missing here cannot be logged. */
export const FACT_KINDS = {
  'request.created': 'request',
  'request.canceled': 'request',
  'request.settled': 'request',
  'request.expired': 'request',
  'code.sent': 'request',
  'code.returned': 'request',
  'code.locked': 'request',
  'link.opened': 'request',
  'contact.verified': 'request',
  'identity.verified': 'request',
  'identity.failed': 'request',
  'identity.passed_on': 'request',
  'notification.sent': 'request',
  'notification.failed': 'request',
  'item.viewed': 'credential',
  'document.signed': 'credential',
  'decision.made': 'credential',
  'decision.withdrawn': 'credential',
  'credential.sealed': 'credential',
  'credential.sealing_refused': 'credential',
  'credential.seal_renewed': 'credential',
  'credential.revoked': 'credential',
  'identity.filed': 'person',
  'contact.added': 'person',
  'mandate.authorized': 'mandate',
  'mandate.committed': 'mandate',
  'mandate.refunded': 'mandate',
  'mandate.revoked': 'mandate',
  'key.made': 'api key',
  'key.rotated': 'api key',
  'key.revoked': 'api key',
  'webhook.made': 'webhook',
  'webhook.changed': 'webhook',
  'webhook.removed': 'webhook',
  'webhook.disabled': 'webhook',
  'webhook.secrets_made': 'organization',
} as const satisfies Record<string, FactSubject>;

export type EvidenceKind = keyof typeof FACT_KINDS;

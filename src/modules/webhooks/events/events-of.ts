import { FACT_KINDS, type EvidenceKind } from '../../evidence';
import type { EventType } from './event-types';

/** A fact as events are made of it, wherever it was read. */
export interface ToldFact {
  id: string;
  kind: EvidenceKind;
  subjectId: string;
  occurredAt: Date;
  /** Null when they were erased. */
  details: Record<string, unknown> | null;
}

/** One thing to tell, before it is known whom it concerns by name. */
export interface FactEvent {
  /** Stable: the feed, every endpoint and every attempt name it alike. */
  id: string;
  type: EventType;
  occurredAt: Date;
  about: {
    requestId?: string;
    credentialId?: string;
    mandateId?: string;
    webhookId?: string;
    entryId?: string;
    decisionId?: string;
  };
  /** What is told beside whom it concerns. */
  told: Record<string, unknown>;
}

type Details = Record<string, unknown>;
type Made = Pick<FactEvent, 'type' | 'told'> & { id?: string; decisionId?: string };

const named = (details: Details, ...names: string[]): Details =>
  Object.fromEntries(names.filter((name) => details[name] != null).map((name) => [name, details[name]]));

const plain =
  (type: EventType, ...names: string[]) =>
  (details: Details): Made[] => [{ type, told: named(details, ...names) }];

const notification = (details: Details): Details => ({
  notification: { id: details.notificationId, message: details.message, channel: details.channel },
});

/** `CAME_TO_NOTHING` brings no code. */
function failedMessage(details: Details): Made[] {
  const { error } = details;
  const failed: Made = { type: 'notification.failed', told: { ...notification(details), error } };
  if (details.message === 'CAME_TO_NOTHING') return [failed];
  return [failed, { type: 'otp.failed', id: 'otp', told: { error } }];
}

/** Each decision is told once: with the proof, or with the first refusal of it. */
function decided(type: EventType, ...names: string[]): (details: Details) => Made[] {
  return (details) => {
    const decisions = details.refusedBefore ? [] : (details.decisions as { id: string }[]);
    const told: Made[] = (decisions ?? []).map(({ id }) => ({ type: 'credential', id, decisionId: id, told: {} }));
    return [{ type, told: named(details, ...names) }, ...told];
  };
}

const identified =
  (success: boolean) =>
  (details: Details): Made[] => [
    {
      type: 'identity',
      told: {
        ...named(details, 'level', 'provider', 'providerKind'),
        decision: { success, isFraud: null, riskScore: null, message: details.reason ?? null },
      },
    },
  ];

const made = ({ action, reason }: Details): Made[] => [
  { type: 'credential.decided', told: { action: String(action).toLowerCase(), ...(reason != null && { reason }) } },
];

/** Which facts are told, and as what. The one place that decides it, for the feed as for endpoints. */
const TOLD: Partial<Record<EvidenceKind, (details: Details) => Made[]>> = {
  'request.created': plain('request.created', 'name', 'securityLevel', 'expiresAt'),
  'request.settled': plain('request.completed', 'status'),
  'request.expired': plain('request.expired', 'expiresAt'),
  'request.canceled': plain('request.canceled'),
  'notification.sent': (details) => [{ type: 'notification.sent', told: notification(details) }],
  'notification.failed': failedMessage,
  'link.opened': plain('link.opened'),
  'contact.verified': plain('subject.verified', 'codeChannel', 'codeSeenBy'),
  'identity.verified': identified(true),
  'identity.failed': identified(false),
  'decision.made': made,
  'decision.withdrawn': plain('credential.withdrawn', 'reason'),
  'credential.sealed': decided('credential.sealed', 'document'),
  'credential.sealing_refused': decided('sealing.failed', 'findings'),
  'credential.revoked': plain('credential.revoked', 'reason'),
  'mandate.revoked': plain('mandate.revoked', 'reason'),
  'webhook.disabled': plain('webhook.disabled', 'reason', 'failingSince'),
};

/** The kinds of facts that anything is told of. */
export const TOLD_KINDS = Object.keys(TOLD) as EvidenceKind[];

/** The kinds of facts that events of these types are made of. */
export function kindsOf(types: readonly string[]): EvidenceKind[] {
  return TOLD_KINDS.filter((kind) => KIND_TYPES[kind].some((type) => types.includes(type)));
}

/** What each kind may be told as, found by telling one of which nothing is known. */
const KIND_TYPES = Object.fromEntries(
  TOLD_KINDS.map((kind) => [kind, TOLD[kind]!({ decisions: [{ id: '' }] }).map(({ type }) => type)]),
) as Record<EvidenceKind, EventType[]>;

/** The events that a fact is told as, in the order in which they are told. */
export function eventsOf({ id, kind, subjectId, occurredAt, details }: ToldFact): FactEvent[] {
  const about = aboutOf(kind, subjectId, details ?? {});
  return (TOLD[kind]?.(details ?? {}) ?? []).map(({ type, told, id: part, decisionId }) => ({
    id: part === undefined ? `evt_${id}` : `evt_${decisionId ?? `${id}_${part}`}`,
    type,
    occurredAt,
    about: { ...about, ...(decisionId && { decisionId }) },
    told,
  }));
}

function aboutOf(kind: EvidenceKind, subjectId: string, details: Details): FactEvent['about'] {
  const entry = named(details, 'entryId') as { entryId?: string };
  if (FACT_KINDS[kind] === 'request') return { requestId: subjectId, ...entry };
  if (FACT_KINDS[kind] === 'credential') return { credentialId: subjectId, ...entry };
  if (FACT_KINDS[kind] === 'webhook') return { webhookId: subjectId };
  return { mandateId: subjectId, ...(named(details, 'credentialId') as { credentialId?: string }) };
}

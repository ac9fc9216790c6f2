/** Every type of event, and when it happens. Those of the first lines are what programs made for the Humanos API know. */
export const EVENT_TYPES = {
  credential: 'A person decided on a credential, and the proof of it is written (or was refused: see `sealing`).',
  identity: 'A person was identified, or was not.',
  'otp.failed': 'The message that brings a one-time code could not be delivered.',
  'request.created': 'People were asked.',
  'request.completed': 'Everything in a request was answered: `status` is COMPLETED or REJECTED.',
  'request.expired': 'The time to answer was over.',
  'request.canceled': 'Your organization took a request back.',
  'notification.sent': 'A message to a person was handed over.',
  'notification.failed': 'A message to a person was given up.',
  'link.opened': 'A person opened the link.',
  'subject.verified': 'A person entered the right one-time code.',
  'credential.decided': 'A person decided on a credential; its proof follows.',
  'credential.withdrawn': 'A person took a consent or a mandate back.',
  'credential.sealed': 'The proof of a credential was written: everybody has decided.',
  'sealing.failed': 'What came out of the sealing was not what was asked: nothing was sealed.',
  'credential.revoked': 'Your organization revoked a credential.',
  'mandate.revoked': 'A mandate ended for good.',
  'webhook.disabled': 'An endpoint was turned off: it was gone, or had failed for five days.',
} as const satisfies Record<string, string>;

/** What the feed tells and an endpoint may be told. */
export type EventType = keyof typeof EVENT_TYPES;

/** What is sent to an endpoint alone, to try it. */
export const TEST_EVENT = 'test';

/** What an endpoint may ask for. A test is sent to whoever asked for it, named here or not. */
export const ENDPOINT_EVENTS = [...(Object.keys(EVENT_TYPES) as EventType[]), TEST_EVENT] as const;
export type EndpointEvent = (typeof ENDPOINT_EVENTS)[number];

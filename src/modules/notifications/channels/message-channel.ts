/** A way out for messages: one provider, one kind of contact. */
export interface MessageChannel {
  readonly name: string;
  /**
   * Hands the message over; resolved means that the provider has taken it on. Every failure is a `DeliveryFailure`. A
   * repeat carries the same id, so that a receiver can tell it from a second message.
   */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<Accepted>;
  /** Ends open connections. Messages on their way are finished first. */
  close?(): void;
}

export interface Accepted {
  providerMessageId?: string;
}

export interface OutgoingMessage {
  /** Stable: the same on every attempt. */
  id: string;
  /** One e-mail address, or one phone number in E.164. */
  to: string;
  /** The name beside our own address, for channels that have one; default: the name configured with the address. */
  fromName?: string;
  /** BCP 47, when known. */
  language?: string;
  subject?: string;
  html?: string;
  text: string;
  attachments?: { cid: string; contentType: string; content: Buffer }[];
}

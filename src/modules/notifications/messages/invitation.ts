import type { SupportedLanguage } from '../../../platform/languages';

/**
 * What a message to a person says. It tells how many things wait, never which: what they are is shown after the code.
 */
export interface Invitation {
  /**
   * `new-code` replaces the code of an invitation sent before; the link stays the same. `came-to-nothing` asks nothing any more: it
   * tells somebody who had accepted.
   */
  kind: 'invitation' | 'new-code' | 'came-to-nothing';
  language: SupportedLanguage;
  organization: {
    name: string;
    /** `#rrggbb`; anything else counts as no colour. */
    colour?: string;
    logo?: Logo;
  };
  requestName?: string;
  itemCount: number;
  /** The contact this goes to, named in the message so that people with several addresses know which one was asked. */
  recipient: string;
  /** Null exactly for `came-to-nothing`. */
  code: { digits: string; expiresAt: Date } | null;
  /** http or https; anything else is refused. */
  link: string;
  requestExpiresAt: Date;
  /** IANA name of the zone that dates are told in; the zone is always named beside the time. Default UTC. */
  timeZone?: string;
}

/** Shown when mail programs can draw it (PNG, JPEG, GIF), left out otherwise. */
export interface Logo {
  contentType: string;
  bytes: Buffer;
}

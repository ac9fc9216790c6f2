/** What a test says about who somebody is; every call makes another person. */
let people = 0;
export const anIdentity = (given: object = {}) => ({
  fullName: 'Ana Maria Silva',
  birth: '1990-04-23',
  docId: `DOC${++people}`,
  countryAlpha3: 'PRT',
  ...given,
});

/** What became of one item of an import, typed. */
export interface Feedback {
  status: number;
  message: string;
  contact: string | null;
  data: {
    contact: string;
    internalId?: string;
    did: { id: string; did: string; active: boolean; revoked: boolean };
  } | null;
}

/** A user, typed. */
export interface User {
  contacts: { contact: string; verified: boolean; did: string; type: string }[];
  identity?: Record<string, string>;
  internalId?: string;
}

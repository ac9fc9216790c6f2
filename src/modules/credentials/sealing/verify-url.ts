/** Where anybody can check a credential, and its id inside the proof: `<PUBLIC_URL>/verify/<credential id>`. */
export const verifyUrlOf = (publicUrl: string, credentialId: string): string =>
  `${publicUrl.replace(/\/$/, '')}/verify/${credentialId}`;

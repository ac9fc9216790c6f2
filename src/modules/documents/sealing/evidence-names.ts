/** What its signature says, in plain text, so that any program finds which document it belongs to. */
export const reasonOfEvidence = (sha256: string): string => `Evidence of the document with the SHA-256 ${sha256}`;

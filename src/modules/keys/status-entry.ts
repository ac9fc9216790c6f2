/** Where the status of one credential is to be read: the `credentialStatus` of its VC. */
export interface StatusEntry {
  id: string;
  type: 'BitstringStatusListEntry';
  statusPurpose: 'revocation';
  /** The position, as text: the standard wants it so. */
  statusListIndex: string;
  statusListCredential: string;
}

/** The entry of a position in the list at this address. */
export const statusEntry = (list: string, position: number): StatusEntry => ({
  id: `${list}#${position}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: String(position),
  statusListCredential: list,
});

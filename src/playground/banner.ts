import { firstCall } from './first-call';

/**
 * What a newcomer sees when the playground is up: that it is one, where to look, and a first call to paste. `authority` is
 * the address of a timestamp authority, if one is set.
 */
export const banner = (url: string, authority?: string): string => `
  Placet playground. No message leaves this machine: mail and SMS are captured.${authority ? stampedBy(authority) : ''}

    Try the API    ${url}/docs
    Read the mail  ${url}/playground/mailbox

  The first call, ready to paste (no key is needed from this machine):

${firstCall(url)}

  Keys for signed calls: .placet/playground.json      Stop: Ctrl-C
`;

/** Without what may stand in its address to say who asks. */
const stampedBy = (authority: string): string => `
  Documents are stamped by ${new URL(authority).host} (TIMESTAMP_URL), which is sent a digest of each.`;

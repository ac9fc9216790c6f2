import { firstCall } from './first-call';

/** What a newcomer sees when the playground is up: that it is one, where to look, and a first call to paste. */
export const banner = (url: string): string => `
  Placet playground. Nothing leaves this machine: mail and SMS are captured.

    Try the API    ${url}/docs
    Read the mail  ${url}/playground/mailbox

  The first call, ready to paste (no key is needed from this machine):

${firstCall(url)}

  Keys for signed calls: .placet/playground.json      Stop: Ctrl-C
`;

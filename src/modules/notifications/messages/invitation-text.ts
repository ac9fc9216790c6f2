import { wrapped } from './wrapped';
import type { Wording } from './wording';

/** The plain half of the mail: the organization first, the same sentences in the same order, the code and the link on lines of their own. */
export function invitationText({ fixed, ...wording }: Wording): string {
  const { organization, heading } = wording;
  const blocks = [
    ...(heading.includes(organization) ? [] : [organization]),
    wrapped(heading),
    wrapped(wording.lead),
    `${fixed.codeLabel}: ${wording.code}\n${wrapped(wording.codeUntil)}`,
    `${wrapped(fixed.openPage)}\n${wording.link}`,
    wrapped(wording.answerUntil),
    `${fixed.whyTitle}\n${wrapped(wording.why)}`,
    `${fixed.notForYouTitle}\n${wrapped(fixed.notForYou)}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

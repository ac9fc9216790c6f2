import type { Wording } from './wording';

/** The plain half of the mail: the organization first, the same sentences in the same order, the code and the link on lines of their own. */
export function invitationText({ fixed, ...wording }: Wording): string {
  const { organization, heading } = wording;
  const blocks = [
    ...(heading.includes(organization) ? [] : [organization]),
    heading,
    wording.lead,
    `${fixed.codeLabel}: ${wording.code}\n${wording.codeUntil}`,
    `${fixed.openPage}\n${wording.link}`,
    wording.answerUntil,
    `${fixed.whyTitle}\n${wording.why}`,
    `${fixed.notForYouTitle}\n${fixed.notForYou}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

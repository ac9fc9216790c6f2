import type { Wording } from './wording';

/** The plain half of the mail: the organization first, the same sentences in the same order, the code and the link on lines of their own. */
export function invitationText(wording: Wording): string {
  const { organization, heading, code } = wording;
  const blocks = [
    ...(heading.includes(organization) ? [] : [organization]),
    heading,
    wording.lead,
    ...(code ? [`${code.label}: ${code.digits}\n${code.until}`] : []),
    `${wording.aboutLink}\n${wording.link}`,
    ...(wording.answerUntil === null ? [] : [wording.answerUntil]),
    ...wording.asides.map(([title, text]) => `${title}\n${text}`),
  ];
  return `${blocks.join('\n\n')}\n`;
}

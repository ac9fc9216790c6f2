const LONGEST_REPLY = 160;
const LONGEST_WORD = 20;

/**
 * What a provider answered, fit for a log. Providers quote the message they refuse, so every word that could be a piece
 * of it (a digit, an address, a path, anything long) becomes "…"; only plain words stay.
 */
export function quotedReply(reply: string): string {
  const words = reply.split(/\s+/).map((word) => (PLAIN_WORD.test(word) && word.length <= LONGEST_WORD ? word : '…'));
  return words
    .join(' ')
    .replace(/…( …)+/g, '…')
    .trim()
    .slice(0, LONGEST_REPLY);
}

const PLAIN_WORD = /^[("']?\p{L}[\p{L}'’-]*[.,;:!?)"']*$/u;

/** The characters a phone network carries in seven bits (GSM 03.38); those of the second row count twice. */
const SINGLE =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const DOUBLE = '^{}\\[~]|€\f';

/** What has a plain spelling on a phone and does not come apart into a letter and its accent. */
const PLAIN: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  ł: 'l',
  Ł: 'L',
};

export interface SmsSize {
  encoding: 'GSM-7' | 'UCS-2';
  segments: number;
}

/** How many messages the network makes of a text: 160 or 153 a part in GSM-7, 70 or 67 in UCS-2. */
export function smsSize(text: string): SmsSize {
  const septets = septetsOf(text);
  if (septets === undefined) return { encoding: 'UCS-2', segments: parts(text.length, 70, 67) };
  return { encoding: 'GSM-7', segments: parts(septets, 160, 153) };
}

/**
 * The text with accents dropped and quotes straightened where that alone makes it fit GSM-7 (`código` → `codigo`: half
 * the price, twice the room); a text that needs another script keeps every accent.
 */
export function withoutCostlyAccents(text: string): string {
  const plain = Array.from(text.normalize('NFC'), (character) => {
    if (septetsOf(character) !== undefined) return character;
    return PLAIN[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '');
  }).join('');
  return septetsOf(plain) === undefined ? text : plain;
}

function septetsOf(text: string): number | undefined {
  let septets = 0;
  for (const character of text) {
    if (SINGLE.includes(character)) septets += 1;
    else if (DOUBLE.includes(character)) septets += 2;
    else return undefined;
  }
  return septets;
}

const parts = (length: number, alone: number, joined: number) => (length <= alone ? 1 : Math.ceil(length / joined));

/**
 * Mail programs turn anything that looks like an address into a link. In a name somebody chose, that would be their link
 * in our message: `https://evil.example/win` becomes `https[:]//evil[.]example/win`. A plain domain (Booking.com) is a name.
 */
export function linksDefused(name: string): string {
  return name
    .split(' ')
    .map((word) => (LOOKS_LIKE_A_LINK.test(word) ? word.replace(/[.．。｡]/g, '[.]').replace(/:/g, '[:]') : word))
    .join(' ');
}

const LOOKS_LIKE_A_LINK =
  /:\/|^\W*(www[.．。｡]|mailto:|tel:|sms:|javascript:|data:|vbscript:)|[.．。｡][\p{L}\p{N}-]+[/?#:]|@/iu;

/**
 * The address a text means; null when it means none. Not `URL.canParse`: once V8 has compiled it, Node 20 reads text with
 * Latin-1 letters as if it were UTF-8, and `https://exämple.com` is no address any more.
 */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

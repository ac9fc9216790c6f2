// Signs a call of this page with signature version 2: HMAC-SHA256 over `METHOD\npath?query\ntimestamp\nhex(sha256(body))`.
// The secret stays here: only its signature is sent.
(() => {
  const utf8 = new TextEncoder();
  const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

  const hmac = async (secret, text) => {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', utf8.encode(secret), algorithm, false, ['sign']);
    return hex(await crypto.subtle.sign('HMAC', key, utf8.encode(text)));
  };

  /** The bytes that fetch will send. */
  const bytesOf = (body) => (typeof body === 'string' ? utf8.encode(body) : new Response(body ?? '').arrayBuffer());

  /** Browsers offer cryptography to https and to localhost only. */
  const canSign = () => globalThis.crypto?.subtle !== undefined;

  /** Adds the headers that sign `request`, whose method, url and body are final. */
  const signCall = async (request, secret) => {
    const { pathname, search } = new URL(request.url, location.href);
    const digest = hex(await crypto.subtle.digest('SHA-256', await bytesOf(request.body)));
    const timestamp = String(Date.now());
    const lines = [request.method.toUpperCase(), pathname + search, timestamp, digest];
    Object.assign(request.headers, {
      'X-Timestamp': timestamp,
      'X-Signature': await hmac(secret, lines.join('\n')),
      'X-Signature-Version': '2',
    });
    return request;
  };

  globalThis.placetSigning = { canSign, signCall };
})();

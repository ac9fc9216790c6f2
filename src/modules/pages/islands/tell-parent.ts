/**
 * Tells the page that embeds ours what happened: that page only, by its origin, which must be one that the organization
 * allows. A browser that does not say who embeds us is asked to deliver to each allowed origin; it delivers to the one that is there.
 */
export function tellParent({ origins = '', events = '' }: DOMStringMap, referrer: string): void {
  if (window.parent === window || !events) return;
  const allowed = origins.split(' ').filter(Boolean);
  const embedder = location.ancestorOrigins?.[0] ?? originOf(referrer);
  const targets = embedder ? allowed.filter((origin) => origin === embedder) : allowed;
  for (const target of targets)
    for (const event of events.split(' ')) window.parent.postMessage({ source: 'placet', event }, target);
}

function originOf(address: string): string | undefined {
  try {
    return new URL(address).origin;
  } catch {
    return undefined;
  }
}

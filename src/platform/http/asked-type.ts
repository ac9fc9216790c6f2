import type { Request } from 'express';

/** One media type that an `Accept` header names, with its parameters, most wanted first. */
interface Accepted {
  type: string;
  parameters: Map<string, string>;
  quality: number;
}

const MOST = 20;

/**
 * Which of these media types somebody asks for by name (`application/ld+json;profile="..."` by its type and its profile). Null
 * where none is named: whoever takes anything, or says nothing, gets what everybody gets.
 */
export function askedType(request: Request, types: readonly string[]): string | null {
  const accepted = acceptedIn(String(request.headers.accept ?? ''));
  for (const each of accepted) {
    if (each.type === 'application/json' || each.type.includes('*')) return null;
    const profile = each.parameters.get('profile');
    const named = profile === undefined ? each.type : `${each.type};profile="${profile}"`;
    const found = types.find((type) => type === named) ?? types.find((type) => type === each.type);
    if (found !== undefined) return found;
  }
  return null;
}

function acceptedIn(header: string): Accepted[] {
  const all = header.slice(0, 1000).split(',').slice(0, MOST).map(readAccepted);
  return all.filter(({ quality }) => quality > 0).sort((one, other) => other.quality - one.quality);
}

function readAccepted(text: string): Accepted {
  const [type, ...rest] = text.split(';').map((part) => part.trim());
  const parameters = new Map(
    rest.map((part): [string, string] => {
      const [name, value = ''] = part.split('=');
      return [name.trim().toLowerCase(), value.trim().replace(/^"|"$/g, '')];
    }),
  );
  const quality = Number(parameters.get('q') ?? 1);
  return { type: type.toLowerCase(), parameters, quality: Number.isNaN(quality) ? 0 : quality };
}

/**
 * The program of the worker thread that processes JSON-LD, one document after another. It fetches nothing, and what takes
 * too long or too much memory ends with the thread: inline contexts and blank nodes can be made to cost anything.
 */
import jsonld from 'jsonld';
import { parentPort } from 'node:worker_threads';
import { listOf } from '../data-model/flaws';
import { isUrl } from '../data-model/is-url';
import { CONTEXTS } from './contexts';
import type { JsonLdJob, JsonLdOutcome } from './json-ld-job';

const server = parentPort!;
server.on('message', (job: JsonLdJob) => void work(job).then((outcome) => server.postMessage(outcome)));

async function work({ work, document }: JsonLdJob): Promise<JsonLdOutcome> {
  try {
    if (work === 'canonize') return { canonical: await jsonld.canonize(document, CANONIZE) };
    const flaw = nonUrlIn(await jsonld.expand(document, SAFELY));
    return flaw ? { refused: flaw } : { canonical: '' };
  } catch (error) {
    return { refused: reasonOf(error as JsonLdFailure) };
  }
}

const documentLoader = (url: string) => {
  const document = CONTEXTS.get(url);
  if (!document) return Promise.reject(new Error(`The context ${url} is not known here, and none is fetched`));
  return Promise.resolve({ contextUrl: undefined, documentUrl: url, document });
};

/** Safe: what JSON-LD would drop without a word, a term that no context defines for one, is an error. */
const SAFELY = { documentLoader, safe: true, base: null } as object;
const CANONIZE = { ...SAFELY, algorithm: 'RDFC-1.0', format: 'application/n-quads' } as object;

/** VCDM 2.0, 4.4 and 4.5: whatever is an `id` or a `type`, in full, is a URL. */
function nonUrlIn(expanded: unknown): string | undefined {
  if (Array.isArray(expanded)) return expanded.map(nonUrlIn).find((flaw) => flaw !== undefined);
  if (typeof expanded !== 'object' || expanded === null) return undefined;
  if ('@value' in expanded) return undefined;
  const { '@id': id, '@type': types = [], ...rest } = expanded as Record<string, unknown>;
  const names = [...(id === undefined ? [] : [id]), ...listOf(types)];
  const bad = names.find((name) => !isUrl(name) && !(typeof name === 'string' && name.startsWith('_:')));
  if (bad !== undefined) return `${JSON.stringify(bad)} is no URL: an id is one, and a type stands for one`;
  return nonUrlIn(Object.values(rest));
}

interface JsonLdFailure extends Error {
  details?: { code?: string; cause?: Error; event?: { code?: string; details?: Record<string, unknown> } };
}

/** In safe mode the library says what it met, and where; else what went wrong below. */
function reasonOf({ message, details }: JsonLdFailure): string {
  const { event, cause, code } = details ?? {};
  const { term, property, type, id, value } = event?.details ?? {};
  const what = [term, property, type, id, value].find((each) => typeof each === 'string');
  if (event?.code) return `${event.code}${what === undefined ? '' : `: ${String(what)}`}`;
  return [code, message, cause?.message].filter(Boolean).join(': ');
}

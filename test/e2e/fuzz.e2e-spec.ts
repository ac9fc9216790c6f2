import fc, { type Arbitrary } from 'fast-check';
import { request as send } from 'node:http';
import { undeclared, type Given } from '../support/answers';
import { idsOf, kindOf, nobodys, type Kind } from '../support/api-ids';
import { allowed, hostileText, spoiled } from '../support/hostile';
import {
  isPublic,
  jsonBodyOf,
  operations,
  parametersOf,
  takes,
  type Callable,
  type Parameter,
} from '../support/openapi-document';
import { pdfs } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

/** `FUZZ_CALLS=20000 FUZZ_SEED=$RANDOM npx jest test/e2e/fuzz` for a long run of other calls. */
const CALLS = Number(process.env.FUZZ_CALLS ?? 600);
const SEED = Number(process.env.FUZZ_SEED ?? 20261201);

interface Call {
  name: string;
  url: string;
  body: string | Buffer;
  headers: Record<string, string>;
  version: 1 | 2;
}

let server: TestServer;
let caller: TestOrganization;
let ids: Record<Kind, string>;
beforeAll(async () => {
  server = await startServer({ environment: { DELIVERY: 'off' } });
  caller = await server.organization();
  ids = await idsOf(server, caller);
});
afterAll(() => server.stop());

it(
  `${CALLS} calls made from the document (seed ${SEED}) are answered as the document says`,
  async () => {
    const seen = new Map<string, number>();
    const property = fc.asyncProperty(aCall(), async (call) => {
      const one = operations.find(({ name }) => name === call.name)!;
      const answer = await answerTo(one, call);
      const name = `${one.name} ${answer.status}`;
      seen.set(name, (seen.get(name) ?? 0) + 1);
      if (one.method === 'delete' && answer.status < 300) ids = await idsOf(server, caller);
      const wrong = undeclared(one, answer);
      if (answer.status >= 500 && answer.status !== 501) wrong.push(`answered ${answer.status}: ${answer.text}`);
      if (wrong.length > 0) throw new Error(`${one.name}: ${wrong.join('; ')}`);
    });
    await fc.assert(property, { numRuns: CALLS, seed: SEED, endOnFailure: true });
    const counts = [...seen].sort().map(([name, times]) => `${name}: ${times}`);
    if (process.env.FUZZ_CALLS) process.stderr.write(`${counts.join('\n')}\n`);
    // A fuzzer whose every call is refused at the door has tried nothing.
    const accepted = operations.filter(({ name }) => counts.some((count) => count.startsWith(`${name} 2`)));
    expect(accepted.length).toBeGreaterThan(operations.length / 2);
  },
  Math.max(300_000, CALLS * 100),
);

function aCall(): Arbitrary<Call> {
  return fc.constantFrom(...operations).chain((one) =>
    fc
      .record({
        url: fc.tuple(pathOf(one), queryOf(one)).map(([path, query]) => (query ? `${path}?${query}` : path)),
        body: bodyOf(one),
        headers: headersOf(one),
        version: once<1 | 2>(10, fc.constant(1), fc.constant(2)),
      })
      .map((call) => ({ name: one.name, ...call })),
  );
}

/** Mostly what is there; now and then what is not, or is no id. `ids` is read when the call is made. */
function pathOf(one: Callable): Arbitrary<string> {
  const parts = parametersOf(one, 'path').map((parameter) => {
    const kind = kindOf(one, parameter)!;
    return fc.oneof(
      { arbitrary: fc.constant(null).map(() => ids[kind]), weight: 6 },
      { arbitrary: fc.constant(null).map(() => nobodys(kind)), weight: 2 },
      { arbitrary: hostileText.filter((text) => !/^\.{0,2}$/.test(text)), weight: 1 },
    );
  });
  return fc
    .tuple(...parts)
    .map((values) =>
      parametersOf(one, 'path').reduce(
        (path, { name }, at) => path.replace(`{${name}}`, () => encoded(values[at])),
        one.path,
      ),
    );
}

function queryOf(one: Callable): Arbitrary<string> {
  const parameters = parametersOf(one, 'query');
  // One in a call on average: of ten wild ones, one would always be refused.
  const rarity = Math.max(3, parameters.length);
  const pairs = parameters.map(({ name, schema, required }: Parameter) => {
    const values = fc.oneof({ arbitrary: allowed(schema), weight: 3 }, { arbitrary: hostileText, weight: 1 });
    const pair = fc
      .tuple(fc.constantFrom(name, name, name, `${name}[]`), values)
      .map(([key, value]) => `${encoded(key)}=${encoded([value].flat().map(String).join(','))}`);
    return required ? once(10, fc.constant(''), pair) : once(rarity, pair, fc.constant(''));
  });
  const unknown = once(
    20,
    hostileText.map((text) => `${encoded(text)}=1`),
    fc.constant(''),
  );
  return fc.tuple(...pairs, unknown).map((all) => all.filter(Boolean).join('&'));
}

function bodyOf(one: Callable): Arbitrary<string | Buffer> {
  const declared = jsonBodyOf(one);
  if (takesPdf(one))
    return fc.constantFrom(pdfs.letter(), pdfs.pages(2), pdfs.encrypted(), Buffer.from('%PDF-1.7'), '');
  if (!declared) return fc.constant('');
  const shown = Object.values(declared.examples ?? {}).map(({ value }) => value);
  const good = fc.oneof(allowed(declared.schema), ...(shown.length > 0 ? [fc.constantFrom(...shown)] : []));
  return fc.oneof(
    { arbitrary: good.map(written), weight: 4 },
    { arbitrary: spoiled(good).map(written), weight: 5 },
    { arbitrary: fc.constantFrom('', '{', '[]', 'null', '"x"', '1', '{"a":1}}', '['.repeat(40), '\u0000'), weight: 1 },
  );
}

function headersOf(one: Callable): Arbitrary<Record<string, string>> {
  const keys = fc.constantFrom('k1', '"k2"', 'x'.repeat(300), `k-${SEED}`).map((key) => ({ 'Idempotency-Key': key }));
  const types = fc
    .constantFrom('text/plain', 'application/json; charset=latin1', '')
    .map((type) => ({ 'Content-Type': type }));
  const nothing = fc.constant({});
  const usual = takesPdf(one) ? fc.constant({ 'Content-Type': 'application/pdf' }) : nothing;
  return fc
    .tuple(
      takes(one, 'Idempotency-Key') ? once(4, keys, nothing) : nothing,
      one.operation.requestBody ? once(20, types, usual) : nothing,
    )
    .map(([key, type]) => ({ ...key, ...type }));
}

/** One of `times` is the first, the others are the second. */
const once = <T>(times: number, rare: Arbitrary<T>, usual: Arbitrary<T>): Arbitrary<T> =>
  fc.oneof({ arbitrary: rare, weight: 1 }, { arbitrary: usual, weight: times - 1 });

const takesPdf = ({ operation }: Callable): boolean => 'application/pdf' in (operation.requestBody?.content ?? {});
const written = (value: unknown): string => JSON.stringify(value) ?? '';
/** Percent-encoded, lone surrogates too, which `encodeURIComponent` refuses. */
const encoded = (text: string): string => encodeURIComponent(text.isWellFormed() ? text : `%${escape(text)}`);

/** Sent as it is written: no client may mend it on the way. */
function answerTo(one: Callable, { url, body, headers, version }: Call): Promise<Given> {
  const signed = isPublic(one) ? {} : caller.sign(one.method.toUpperCase(), url, body, { version });
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const options = {
      ...{ hostname, port, path: url, method: one.method.toUpperCase() },
      headers: {
        ...(body && { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) }),
        ...signed,
        ...headers,
      },
    };
    const call = send(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });
}

import { fork, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** Who the provider says that somebody is. */
export interface ToldPerson {
  acr: string;
  claims: object;
  id?: string;
  /** Stops at the provider. */
  refuses?: boolean;
}

/** An answer of the provider on its way to our server. */
export interface PassingAnswer {
  path: string;
  status: number;
  headers: Record<string, string>;
  body: string;
}

type Tamper = (answer: PassingAnswer) => PassingAnswer | null | Promise<PassingAnswer | null>;

export const REDIRECT = 'http://localhost:3000/identity/callback/';

/**
 * An OpenID Connect provider of somebody else's making, in a process of its own, behind a front that may change what it answers:
 * null means that nothing is ever answered.
 */
export class OpenIdProvider {
  tamper: Tamper = (answer) => answer;
  /** What our server asked, in order: method and path. */
  readonly asked: string[] = [];

  private constructor(
    private readonly child: ChildProcess,
    private readonly front: Server,
    readonly issuer: string,
    private readonly port: number,
    /** Its own keys, for what a thief of none of them would forge. */
    readonly keys: { es256: KeyObject; rs256: KeyObject },
    /** The key of our server, its client. */
    readonly clientKey: string,
  ) {}

  static async start(ids: string[] = ['bank']): Promise<OpenIdProvider> {
    const front = createServer();
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
    const es256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const rs256 = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const client = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = (key: KeyObject, more: object) => ({ ...key.export({ format: 'jwk' }), use: 'sig', ...more });
    const configuration = {
      issuer,
      acr: 'loa:high',
      jwks: { keys: [jwk(es256, { kid: 'ec', alg: 'ES256' }), jwk(rs256, { kid: 'rsa', alg: 'RS256' })] },
      clients: ids.map((id) => ({
        client_id: `placet-${id}`,
        redirect_uris: [REDIRECT + id],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'ES256',
        jwks: { keys: [jwk(client.publicKey, { kid: 'client', alg: 'ES256' })] },
        id_token_signed_response_alg: 'ES256',
      })),
    };
    const child = fork(join(__dirname, 'openid-provider.mjs'), [JSON.stringify(configuration)], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    const pem = client.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const provider = new OpenIdProvider(child, front, issuer, port, { es256, rs256 }, pem);
    front.on('request', (request, response) => {
      provider.asked.push(`${request.method} ${request.url!.split('?')[0]}`);
      void provider.pass(request).then((answer) => {
        if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
      });
    });
    return provider;
  }

  /** How an administrator configures it. */
  settings(id = 'bank', more: object = {}): object {
    return {
      ...{ id, name: 'Example Bank', issuer: this.issuer, clientId: `placet-${id}` },
      ...{ privateKey: this.clientKey, keyId: 'client', algorithm: 'ES256', loopback: true, acr: ['loa:high'] },
      claims: { docId: ['document_number'], countryAlpha3: ['document_country'], expiresAt: ['document_end'] },
      ...more,
    };
  }

  /** What it says of whoever comes next. */
  async says(person: Partial<ToldPerson> = {}): Promise<void> {
    const ana = {
      given_name: 'Ana',
      family_name: 'Silva',
      birthdate: '1990-05-31',
      document_number: '12345678',
      document_country: 'PT',
    };
    const body = JSON.stringify({ acr: 'loa:high', ...person, claims: { ...ana, ...person.claims } });
    await fetch(`http://127.0.0.1:${this.port}/control`, { method: 'POST', body });
    this.tamper = (answer) => answer;
    this.asked.length = 0;
  }

  /** Goes through its pages as a browser does, from the address it is sent to, until it is sent back to us: with that query. */
  async visit(address: string): Promise<URLSearchParams> {
    const jar = new Map<string, string>();
    let at = new URL(address);
    for (let hop = 0; hop < 10; hop++) {
      const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
      const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
      for (const set of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
        jar.set(name, value);
      }
      const location = answer.headers.get('location');
      if (!location) throw new Error(`The provider stops at ${at.pathname}: ${answer.status} ${await answer.text()}`);
      at = new URL(location, at);
      if (at.href.startsWith(REDIRECT)) return at.searchParams;
    }
    throw new Error('The provider sends people in a circle');
  }

  async stop(): Promise<void> {
    this.child.disconnect();
    this.front.closeAllConnections();
    await new Promise((resolve) => this.front.close(resolve));
  }

  private async pass(request: IncomingMessage): Promise<PassingAnswer | null> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const { host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const answer = await fetch(`http://127.0.0.1:${this.port}${request.url}`, {
      method: request.method,
      headers: { ...(headers as Record<string, string>), 'x-forwarded-host': host!, 'x-forwarded-proto': 'http' },
      body: parts.length > 0 ? Buffer.concat(parts) : undefined,
      redirect: 'manual',
    });
    const told: Record<string, string> = {};
    for (const name of ['content-type', 'location'])
      if (answer.headers.has(name)) told[name] = answer.headers.get(name)!;
    const cookies = answer.headers.getSetCookie();
    const passing = { path: request.url!, status: answer.status, headers: told, body: await answer.text() };
    const changed = await this.tamper(passing);
    return (
      changed && {
        ...changed,
        headers: { ...changed.headers, ...(cookies.length > 0 && { 'set-cookie': cookies as unknown as string }) },
      }
    );
  }
}

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A verifier of eddsa-jcs-2022 that shares no code with the server: canonical JSON and base58 of its own, written after
 * RFC 8785 and the base58 draft, and Ed25519 by the program openssl.
 */
export function verifiedByOpenssl(secured: object, publicKeyMultibase: string): boolean {
  const { proof, ...document } = secured as { proof: { proofValue: string } };
  const { proofValue, ...options } = proof;
  const hash = (value: unknown) => createHash('sha256').update(canonical(value)).digest();
  const folder = mkdtempSync(join(tmpdir(), 'placet-openssl-'));
  try {
    const put = (name: string, content: string | Buffer): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const data = put('data', Buffer.concat([hash(options), hash(document)]));
    const signature = put('signature', base58(proofValue.slice(1)));
    const key = put('key.pem', pem(base58(publicKeyMultibase.slice(1)).subarray(2)));
    const command = ['pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', key, '-in', data, '-sigfile', signature];
    return execFileSync('openssl', command, { stdio: 'pipe' }).toString().includes('Signature Verified Successfully');
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** RFC 8785: no spaces, names sorted by their UTF-16 units, strings and numbers as ECMAScript writes them. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, content]) => `${JSON.stringify(name)}:${canonical(content)}`).join(',')}}`;
}

function base58(text: string): Buffer {
  const letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let number = 0n;
  for (const letter of text) number = number * 58n + BigInt(letters.indexOf(letter));
  const hex = number.toString(16);
  const zeros = /^1*/.exec(text)![0].length;
  return Buffer.concat([Buffer.alloc(zeros), Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')]);
}

const pem = (raw: Buffer): string => {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  return `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`;
};

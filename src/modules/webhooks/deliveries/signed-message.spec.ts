import { createDecipheriv } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { encrypted, encryptionKey, signature, signedMessage } from './signed-message';

/** The vector of the contract. */
const VECTOR = {
  encryptionSecret: Buffer.alloc(32, 7).toString('base64'),
  encryptionSalt: 'salt-1',
  iv: Buffer.alloc(12, 1),
  payload: '{"eventType":"credential"}',
};
const SECRETS = {
  signatureSecret: `whsec_${Buffer.alloc(32, 9).toString('base64')}`,
  encryptionSecret: VECTOR.encryptionSecret,
  encryptionSalt: VECTOR.encryptionSalt,
};
const OTHER = {
  ...SECRETS,
  signatureSecret: `whsec_${Buffer.alloc(32, 8).toString('base64')}`,
  encryptionSalt: 'salt-2',
};

describe('A webhook on the wire', () => {
  it('is the vector of the contract, byte for byte', async () => {
    const body = encrypted(VECTOR.payload, await encryptionKey(VECTOR), VECTOR.iv);
    expect(JSON.parse(body)).toEqual({
      iv: VECTOR.iv.toString('base64'),
      data: 'EbMG+h7HTc2Pe6a5LGtMvrzM3d5O6d6kLmw=',
      tag: 'iq84r06zqABhEXz+U/zjJQ==',
    });
    expect(body).toBe(JSON.stringify(JSON.parse(body)));
    expect(body).toMatch(/^\{"iv":"[^"]+","data":"[^"]+","tag":"[^"]+"\}$/);
    expect(signature('whsec', 1757160000000, body)).toBe(
      'e8237af6e107337744e53e3ddbe419542347a711d8253aa6efa020336506d08b',
    );
  });

  it.each([true, false])('is verified by the library of Standard Webhooks, encrypted %s', async (encrypts) => {
    const now = new Date();
    const message = { id: 'evt_1', payload: VECTOR.payload, encrypts };
    const { headers, body } = await signedMessage(message, SECRETS, [OTHER], now);
    for (const { signatureSecret } of [SECRETS, OTHER]) {
      const read = new Webhook(signatureSecret).verify(body.toString(), headers);
      expect(read).toEqual(JSON.parse(body.toString()));
    }
    const strange = new Webhook(`whsec_${Buffer.alloc(32, 1).toString('base64')}`);
    expect(() => strange.verify(body.toString(), headers)).toThrow();
    expect(headers).toMatchObject({ 'webhook-id': 'evt_1', 'x-timestamp': String(now.getTime()) });
    expect(headers['x-signature']).toBe(signature(SECRETS.signatureSecret, now.getTime(), body.toString()));
  });

  it('has an initialization vector of its own each time, and opens to what was told', async () => {
    const message = { id: 'evt_1', payload: VECTOR.payload, encrypts: true };
    const [one, two] = [
      await signedMessage(message, SECRETS, [], new Date()),
      await signedMessage(message, SECRETS, [], new Date()),
    ];
    const read = (body: Buffer) => JSON.parse(body.toString()) as { iv: string; data: string; tag: string };
    expect(read(one.body).iv).not.toBe(read(two.body).iv);
    const { iv, data, tag } = read(one.body);
    const decipher = createDecipheriv('aes-256-gcm', await encryptionKey(SECRETS), Buffer.from(iv, 'base64'));
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    expect(Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString()).toBe(
      VECTOR.payload,
    );
  });
});

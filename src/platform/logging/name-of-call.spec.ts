import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { nameOfCall } from './logging.module';

function named(given?: string | string[]): { name: string; told: unknown } {
  const request = Object.assign(new IncomingMessage(new Socket()), { headers: { 'x-request-id': given } });
  const response = new ServerResponse(request);
  return { name: nameOfCall(request, response), told: response.getHeader('X-Request-Id') };
}

describe('A call', () => {
  it('is named by its caller, who is told so', () => {
    expect(named('order-123.a_b')).toEqual({ name: 'order-123.a_b', told: 'order-123.a_b' });
  });

  it.each([[undefined], [''], ['x'.repeat(65)], ['two words'], ['a\u001b[31m'], ['{"level":60}'], [['a', 'b']]])(
    'is named by us where %j would be its name in the log',
    (given) => {
      const { name, told } = named(given);
      expect(name).toMatch(/^[0-9a-f]{24}$/);
      expect(told).toBe(name);
    },
  );
});

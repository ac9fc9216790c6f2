import type { OpenAPIObject } from '@nestjs/swagger';
import { COMMITTED, document } from '../../../test/support/openapi-document';
import { shareAnswers } from './share-answers';

describe('Answers and headers that operations share', () => {
  it('are all of the written document that repeats: resolved and shared anew it is the same, word by word', () => {
    const whole = structuredClone(document) as unknown as OpenAPIObject;
    expect(JSON.stringify(whole)).not.toContain('#/components/responses/');
    shareAnswers(whole);
    expect(whole).toEqual(JSON.parse(COMMITTED));
  });

  it('leave what is said once where it is said, and the answer of success in its operation', () => {
    const once = { description: 'Gone.' };
    const twice = { description: 'Not found.', headers: { Age: { description: 'Seconds.' } } };
    const ok = { description: 'Done.' };
    const operations = { a: { '200': ok, '404': twice, '410': once }, b: { '200': ok, '404': structuredClone(twice) } };
    const shared = {
      paths: Object.fromEntries(
        Object.entries(operations).map(([name, responses]) => [`/${name}`, { get: { operationId: name, responses } }]),
      ),
    } as unknown as OpenAPIObject;
    shareAnswers(shared);
    const notFound = { $ref: '#/components/responses/NotFound' };
    expect(shared.paths['/a'].get!.responses).toEqual({ '200': ok, '404': notFound, '410': once });
    expect(shared.paths['/b'].get!.responses).toEqual({ '200': ok, '404': notFound });
    expect(shared.components).toEqual({
      headers: { Age: { description: 'Seconds.' } },
      responses: { NotFound: { description: 'Not found.', headers: { Age: { $ref: '#/components/headers/Age' } } } },
    });
  });

  it('are called after the operation that has them first where a better-known one has the name', () => {
    const conflict = (description: string) => ({ '409': { description } });
    const of = { a: 'x', b: 'y', c: 'y', d: 'y', e: 'x' };
    const paths = Object.fromEntries(
      Object.entries(of).map(([id, text]) => [`/${id}`, { get: { operationId: id, responses: conflict(text) } }]),
    );
    const shared = { paths } as unknown as OpenAPIObject;
    shareAnswers(shared);
    expect(shared.components!.responses).toEqual({ Conflict: { description: 'y' }, ConflictOfA: { description: 'x' } });
  });
});

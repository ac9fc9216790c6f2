import { Answer, type Principal } from '../../../../platform/http';
import type { WriteAttempt } from '../../../../platform/writes';
import { SpendUnderMandate } from './spend';

const MANDATE = '507f1f77bcf86cd799439011';

describe('Whoever knows the id of a mandate of somebody else', () => {
  it('does not keep its organization waiting', async () => {
    const never = new Promise<Answer>(() => undefined);
    const writes = { run: (org: string) => (org === 'theirs' ? never : Promise.resolve(new Answer(200, '{}'))) };
    const spending = new SpendUnderMandate(writes as never, {} as never, {} as never, {} as never);
    const by = (org: string) =>
      spending.execute({ organization: { id: org } } as Principal, {} as WriteAttempt, MANDATE, 'commit', {
        operationId: 'a',
      });
    void by('theirs');
    expect(await by('ours')).toMatchObject({ body: '{}' }); // though the other one never ends
  });
});

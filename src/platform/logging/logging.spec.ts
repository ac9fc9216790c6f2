import { withoutSecrets } from './logging.module';

describe('An address in the log', () => {
  it.each([
    ['/link/0123456789abcdef01234567', '/link/[token]'],
    ['/link/0123456789abcdef01234567/logo?x=1', '/link/[token]/logo'],
    ['/link/0123456789ABCDEF/more/of/it', '/link/[token]/more/of/it'],
    ['//Link//0123456789abcdef01234567', '//Link//[token]'],
    ['/link%2F0123456789abcdef01234567', '/link%2F[token]'],
    ['/v1/request?contact=ana%40example.com', '/v1/request'],
  ])('%s is written %s', (address, written) => expect(withoutSecrets(address)).toBe(written));
});

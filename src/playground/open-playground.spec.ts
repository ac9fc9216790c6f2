import { openPlayground } from './open-playground';
import { refuseSeriousSettings } from './refuse-serious-settings';

describe('The playground does not open', () => {
  it.each([
    ['NODE_ENV', 'production', 'NODE_ENV is production'],
    ['MASTER_KEY', 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQABEiM0RVZnc=', 'MASTER_KEY is set'],
    ['SMTP_URL', 'smtp://mail.example.com', 'SMTP_URL is set'],
    ['PUBLIC_URL', 'https://placet.example.com', 'PUBLIC_URL names another machine'],
    ['PUBLIC_URL', 'http://192.168.1.5:3000', 'PUBLIC_URL names another machine'],
    ['PUBLIC_URL', 'https://localhost.example.com', 'PUBLIC_URL names another machine'],
    ['PUBLIC_URL', 'placet', 'PUBLIC_URL names another machine'],
  ])('where %s=%s says that somebody means a real server', async (name, value, why) => {
    const refusal = { message: expect.stringContaining(`DATABASE_URL is not set, but ${why}.`), forPeople: true };
    await expect(openPlayground({ [name]: value })).rejects.toMatchObject(refusal);
  });
});

it.each(['http://localhost:3000', 'https://localhost:8443', 'https://127.0.0.1:8443', 'https://[::1]', ''])(
  'The playground opens where PUBLIC_URL=%s names this machine, whoever ends TLS there',
  (PUBLIC_URL) => expect(() => refuseSeriousSettings({ PUBLIC_URL })).not.toThrow(),
);

import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { readSettings, settingNames } from '../../src/platform/configuration';
import { read } from './source-files';

/** What docker-compose.yml needs beside the settings of the server. */
const FOR_COMPOSE_ONLY = ['POSTGRES_PASSWORD'];

/** The variables of .env.example with the comment right above each. */
const variables = read('.env.example')
  .split(/\n\s*\n/)
  .flatMap((paragraph) => {
    const lines = paragraph.trim().split('\n');
    const comment = lines.filter((line) => line.startsWith('#')).join('\n');
    return lines
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => ({ name: line.split('=')[0], value: line.slice(line.indexOf('=') + 1), comment }));
  });

describe('.env.example', () => {
  it('lists every setting once, and nothing that is none', () => {
    expect(variables.map(({ name }) => name).sort()).toEqual([...settingNames(), ...FOR_COMPOSE_ONLY].sort());
  });

  it.each(variables.map(({ name, comment }) => [name, comment]))('says what %s is for', (_name, comment) => {
    expect(comment.length).toBeGreaterThan(40);
  });

  it('holds no secret, and says of each that it is one', () => {
    const secret = variables.filter(({ comment }) => comment.includes('(secret'));
    expect(secret.filter(({ value }) => value !== '').map(({ name }) => name)).toEqual([]);
    const looksSecret = variables.filter(({ name }) =>
      /KEY|TOKEN|PASSWORD|SECRET|CREDENTIALS|^(DATABASE|SMTP)_URL$|^IDENTITY_PROVIDERS$/.test(name),
    );
    expect(secret.map(({ name }) => name)).toEqual(looksSecret.map(({ name }) => name));
  });

  it('is accepted in production once its secrets are filled in', () => {
    const filledIn = {
      ...Object.fromEntries(variables.map(({ name, value }) => [name, value])),
      DATABASE_URL: 'postgres://placet:pass@db.example.com:5432/placet',
      MASTER_KEY: randomBytes(32).toString('base64'),
      SMTP_URL: 'smtp://user:pass@mail.example.com:587',
    };
    expect(readSettings(filledIn).production).toBe(true);
  });
});

import { sql } from '../support/asking';
import { eventually } from '../support/eventually';
import { aMailServer } from '../support/mail-server';
import { codeIn, linkIn } from '../support/mailbox';
import { looksForWork, PostOffice, wake, type LoggedMessage } from '../support/post-office';

let office: PostOffice;
beforeEach(async () => {
  office = await PostOffice.open();
});
afterEach(() => office.close());

describe('A message', () => {
  it('arrives with the code and the link of the answer, in the name of who asks, and is then forgotten', async () => {
    const created = await office.ask();
    await office.postman();
    const sent = await office.reaches(created, 'SENT');
    expect(sent).toMatchObject({ content: null, attempts: 1 });
    expect(office.mail.received).toHaveLength(1);
    const [{ raw, text, messageId }] = office.mail.received;
    expect(raw).toMatch(/^From: .*Meridian Travel/m);
    expect(messageId).toBe(sent.id);
    expect([codeIn(text), linkIn(text)]).toEqual([created.subjects[0].code, created.subjects[0].link]);
  });

  it('waits while nobody answers, without holding up a create, and goes out once somebody does', async () => {
    const gone = await aMailServer();
    await gone.close();
    await office.postman(gone);
    const created = await office.ask();
    await eventually(async () => expect((await office.message(created)).error_code).toBe('UNAVAILABLE'));
    office.clock.advance({ seconds: 5 });
    await office.postman();
    await eventually(async () => {
      const { status, lease_token } = await office.message(created);
      if (lease_token === null) office.clock.advance({ seconds: 15 }); // to the next try, by either postman, and never past one
      expect(status).toBe('SENT');
    });
    expect(office.mail.received).toHaveLength(1);
  });

  it('is given up when it can never arrive, and its entry says so', async () => {
    office.mail.refuse({ code: 550, text: '5.1.1 no such user' });
    const created = await office.ask();
    await office.postman();
    expect(await office.reaches(created, 'DEAD')).toMatchObject({ content: null });
    const [entry] = await sql(office.database, 'SELECT status FROM request_subjects WHERE request_id = $1', [
      created.id,
    ]);
    expect(entry).toEqual({ status: 'DELIVERY_FAILED' });
  });
});

describe('A message that the mail server puts off', () => {
  it('waits longer each time, comes with the same Message-ID, and keeps its code and link', async () => {
    office.mail.refuse({ code: 451, text: '4.7.1 Greylisted, come back later' });
    const created = await office.ask();
    const postman = await office.postman();
    const first = await eventually(async () => {
      const row = await office.message(created);
      expect(row).toMatchObject({ status: 'PENDING', attempts: 1, error_code: 'UNAVAILABLE' });
      return row;
    });
    const wait = (row: LoggedMessage) => (row.next_attempt_at.getTime() - office.clock.now().getTime()) / 1000;
    expect(wait(first)).toBeGreaterThanOrEqual(2.5);
    expect(wait(first)).toBeLessThanOrEqual(5);

    office.clock.advance({ seconds: 5 });
    wake(postman);
    const second = await eventually(async () => {
      const row = await office.message(created);
      expect(row).toMatchObject({ attempts: 2, error_code: 'UNAVAILABLE' });
      expect(wait(row)).toBeLessThanOrEqual(15); // longer is the lease of an attempt that is still under way
      return row;
    });
    expect(wait(second)).toBeGreaterThanOrEqual(7.5);

    office.mail.refuse(null);
    office.clock.advance({ seconds: 15 });
    wake(postman);
    const sent = await office.reaches(created, 'SENT');
    expect(sent).toMatchObject({ content: null, attempts: 3, error_code: null });
    expect(office.mail.tried.map(({ messageId }) => messageId)).toEqual([sent.id, sent.id, sent.id]);
    expect(office.mail.received).toHaveLength(1);
    expect(codeIn(office.mail.received[0].text)).toBe(created.subjects[0].code);
    expect(linkIn(office.mail.received[0].text)).toBe(created.subjects[0].link);
  });

  it('is not tried before its time, however often somebody is woken', async () => {
    office.mail.refuse({ code: 451, text: '4.3.0 Later' });
    const created = await office.ask();
    const postman = await office.postman();
    await eventually(async () => expect((await office.message(created)).error_code).toBe('UNAVAILABLE'));
    for (let i = 0; i < 10; i++) await looksForWork(postman);
    expect(office.mail.tried).toHaveLength(1);
  });
});

describe('A message that nobody has taken for very long', () => {
  it('is tried again, and is not given up at the first refusal after the outage', async () => {
    office.mail.refuse({ code: 451, text: '4.3.0 Later' });
    const created = await office.ask();
    await sql(office.database, 'UPDATE notifications SET attempts = 32767');
    const postman = await office.postman();
    await eventually(async () =>
      expect(await office.message(created)).toMatchObject({
        status: 'PENDING',
        attempts: 9,
        error_code: 'UNAVAILABLE',
      }),
    );
    office.mail.refuse({ code: 451, text: '4.7.0 Too many messages, slow down' });
    office.clock.advance({ minutes: 10 });
    wake(postman);
    await eventually(async () =>
      expect(await office.message(created)).toMatchObject({
        status: 'PENDING',
        attempts: 10,
        error_code: 'RATE_LIMITED',
      }),
    );
  });
});

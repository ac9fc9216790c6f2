import { anInvitation } from './an-invitation.fixture';
import { renderInvitation } from './render-invitation';

const ANA_LINK = anInvitation().link;

describe('an invitation by e-mail', () => {
  const mail = renderInvitation(anInvitation());

  it('says who asks, in the name beside our address, the subject and the first line', () => {
    expect(mail.fromName).toBe('Acme Hotels');
    expect(mail.subject).toBe('Acme Hotels asks for your answer: Onboarding 2026');
    expect(mail.text.split('\n')[0]).toBe('Acme Hotels');
  });

  it.each(['html', 'text'] as const)('carries code, link, dates, reason and advice in its %s', (part) => {
    for (const piece of [
      '482915',
      ANA_LINK,
      'There are 3 items to read and decide.',
      'Saturday, 2 May 2026 at 14:00 UTC',
      'Sunday, 31 May 2026 at 14:00 UTC',
      'Acme Hotels gave us ana@example.com as the address of the person to ask.',
      'Not for you?',
    ])
      expect(mail[part]).toContain(piece);
  });

  it('has one button, which opens the link in a page of its own, and the same link as text', () => {
    expect(mail.html.match(new RegExp(`<a [^>]*href="${ANA_LINK}" target="_blank"`, 'g'))).toHaveLength(2);
    expect(mail.html.match(/<a /g)).toHaveLength(2);
    expect(mail.html.match(/class="button-label"/g)).toHaveLength(1);
  });

  it('keeps the code out of the subject and the line beside it', () => {
    expect(mail.subject).not.toContain('482915');
    expect(mail.html.indexOf('482915')).toBeGreaterThan(mail.html.indexOf('class="column"'));
  });

  it('fetches nothing and runs nothing', () => {
    expect(mail.html).not.toMatch(/<(script|link|iframe|object|form|input)|src="(?!cid:)|url\(|@import/);
    expect(mail.html.match(/https?:\/\/[^"<\s]+/g)?.every((address) => address === ANA_LINK)).toBe(true);
  });

  it('is set for night, phones and Outlook', () => {
    expect(mail.html).toContain('<meta name="color-scheme" content="light dark"/>');
    expect(mail.html).toContain('@media (prefers-color-scheme: dark)');
    expect(mail.html).toContain('max-width:600px');
    expect(mail.html).toContain('<!--[if mso]><table role="presentation" width="600"');
  });
});

describe('a logo', () => {
  const withLogo = (contentType: string) =>
    renderInvitation(
      anInvitation({ organization: { name: 'Acme', logo: { contentType, bytes: Buffer.from('logo') } } }),
    );

  it('is a part of the mail that the HTML names', () => {
    const { html, attachments } = withLogo('image/png');
    expect(attachments).toEqual([{ cid: 'organization-logo', contentType: 'image/png', content: Buffer.from('logo') }]);
    expect(html).toContain('src="cid:organization-logo"');
  });

  it('that mail programs do not draw is left out', () => {
    const { html, attachments } = withLogo('image/svg+xml');
    expect(attachments).toEqual([]);
    expect(html).not.toContain('<img');
  });
});

it('speaks Portuguese, in the zone of the organization', () => {
  const mail = renderInvitation(anInvitation({ language: 'PRT', itemCount: 1, timeZone: 'Europe/Lisbon' }));
  expect(mail.subject).toBe('Acme Hotels pede a sua resposta: Onboarding 2026');
  expect(mail.html).toContain('<html lang="pt-PT" dir="ltr">');
  expect(mail.html).toContain('Há 1 ponto para ler e decidir.');
  expect(mail.text).toMatch(/2 de maio de 2026 às 15:00\sWEST/);
});

it('says of a new code that the earlier one is over', () => {
  const mail = renderInvitation(anInvitation({ kind: 'new-code' }));
  expect(mail.subject).toBe('Your new code for Onboarding 2026 (Acme Hotels)');
  expect(mail.text).toContain('The earlier code no longer works.');
});

it('reads well without a name for the request', () => {
  const mail = renderInvitation(anInvitation({ requestName: undefined }));
  expect(mail.subject).toBe('Acme Hotels asks for your answer');
  expect(mail.text).toMatch(/^Acme Hotels asks for your answer\n\nThere are 3 items/);
});

it('fences a name off that runs against the sentence', () => {
  const mail = renderInvitation(anInvitation({ organization: { name: 'חברה' } }));
  expect(mail.subject).toBe('\u2068חברה\u2069 asks for your answer: Onboarding 2026');
  expect(mail.fromName).toBe('חברה');
});

it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://example.org/', '/link/1'])('refuses the link %s', (link) =>
  expect(() => renderInvitation(anInvitation({ link }))).toThrow('A link in a message is http or https'),
);

import { createTransport } from 'nodemailer';
import { anInvitation } from './an-invitation.fixture';
import type { Invitation } from './invitation';
import { renderInvitation } from './render-invitation';
import { renderInvitationSms } from './render-invitation-sms';

const PAYLOADS = [
  '\r\nBcc: victim@example.com',
  '\nSubject: other',
  '\r\n\r\n<h1>body</h1>',
  '\u0000\u0001\u001b[31m',
  '\u0085next\u2028line\u2029paragraph',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "'-alert(1)-'",
  '</title></style></table><h1>',
  '<!--[if mso]><b><![endif]-->',
  '&lt;b&gt;&#60;b&#62;',
  'javascript:alert(1)',
  'https://evil.example/win?a=<b>',
  'www.evil.example',
  'mailto:x@evil.example',
  '\u202etxt.exe\u202c',
  '\u2066\u2067\u2068\u2069\u061c',
  '\u200f\u200eלהפוך',
  '\ufeff\u200b\u00ad\u2060',
  'z' + '\u0335\u0353\u0319\u0323\u0316'.repeat(60),
  '=?utf-8?q?=0D=0ABcc:_x@y.z?=',
  '"Acme" <spoof@bank.example>, ',
  'a,b;c:d(e)f\\g"h@i',
  '%0d%0aBcc:%20x',
  '\\r\\nBcc: x',
  '${7*7}{{7*7}}<%= 7 %>',
  '\ud800\udfff\ud83d',
  'x'.repeat(5000),
  '𝕬𝖈𝖒𝖊 👩\u200d👩\u200d👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '\t\v\f \u00a0\u3000',
  '__proto__',
];
const SETTINGS: ((payload: string) => string)[] = [
  (payload) => payload,
  (payload) => `Acme${payload}`,
  (payload) => `${payload}Acme`,
  (payload) => `Ac${payload}me ${payload}`,
  (payload) => payload + PAYLOADS[0] + payload,
  (payload) => encodeURIComponent(payload.replace(/[\ud800-\udfff]/g, '')) + payload,
  (payload) => payload.toUpperCase() + '<b>',
];

/** 224 names that try to leave their place: every payload in every position. */
const HOSTILE_NAMES = PAYLOADS.flatMap((payload) => SETTINGS.map((set) => set(payload)));

const INTO: Record<string, (name: string) => Partial<Invitation>> = {
  'the organization': (name) => ({ organization: { name } }),
  'the request': (requestName) => ({ requestName }),
  'the recipient': (name) => ({ recipient: name }),
  'the colour': (name) => ({ organization: { name: 'Acme Hotels', colour: name } }),
  'a Portuguese new code': (name) => ({ language: 'PRT', kind: 'new-code', organization: { name }, requestName: name }),
};
const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

async function composed(otherwise: Partial<Invitation>) {
  const { fromName, subject, html, text } = renderInvitation(anInvitation(otherwise));
  const { message } = await composer.sendMail({
    ...{ from: { name: fromName, address: 'no-reply@placet.example' }, to: 'ana@example.com', subject, html, text },
    ...{ messageId: '<1@placet.example>', date: new Date(0) },
  });
  const head = (message as Buffer).toString('latin1').split('\r\n\r\n')[0];
  return { html, text, subject, fromName, headers: head.match(/^[^\s:]+(?=:)/gm)?.join(' ') };
}

type Composed = Awaited<ReturnType<typeof composed>>;

const tagsOf = (html: string) => html.match(/<[!/a-z][^\s>]*/gi)?.join(' ');

/** Nothing that breaks lines, hides, or reorders; the fences and joiners are ours or harmless. */
const UNSEEN = /(?![\n\u200c\u200d\u2068\u2069])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

function faultsOf(hostile: Composed, harmless: Composed, sms: string): string[] {
  const heads = hostile.subject + hostile.fromName;
  const faults = {
    'another header': hostile.headers !== harmless.headers,
    'another tag': tagsOf(hostile.html) !== tagsOf(harmless.html),
    'a line broken in a header': /[\r\n]/.test(heads),
    'something unseen': UNSEEN.test(heads + hostile.text + sms),
    'an endless subject': hostile.subject.length > 1000,
  };
  return Object.entries(faults).flatMap(([fault, found]) => (found ? [fault] : []));
}

it('has about 200 hostile names', () => expect(new Set(HOSTILE_NAMES).size).toBeGreaterThanOrEqual(200));

it.each(Object.keys(INTO))('none of them, through %s, adds a header, a tag or anything unseen', async (place) => {
  const harmless = await composed(INTO[place]('Harmless'));
  expect(harmless.headers).toMatch(/^From To Subject Message-ID/);
  const offenders = [];
  for (const name of HOSTILE_NAMES) {
    const sms = renderInvitationSms(anInvitation(INTO[place](name))).text;
    const faults = faultsOf(await composed(INTO[place](name)), harmless, sms);
    if (faults.length > 0) offenders.push({ name, faults });
  }
  expect(offenders).toEqual([]);
});

it('leaves no address in a name that a mail program would turn into a link', () => {
  for (const name of HOSTILE_NAMES) {
    const { text, subject } = renderInvitation(anInvitation({ organization: { name }, requestName: name }));
    const ours = text.replaceAll(anInvitation().link, '').replaceAll('ana@example.com', '');
    expect(ours + subject).not.toMatch(/:\/\/|\bwww\.|mailto:/i);
  }
});

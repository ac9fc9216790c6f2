import type { Language } from '../language';

export const ENG: Language = {
  tag: 'en-GB',
  direction: 'ltr',
  words: {
    someOrganization: 'An organization',
    subject: (organization, request) => `${organization} asks for your answer${request ? `: ${request}` : ''}`,
    newCodeSubject: (organization, request) =>
      request ? `Your new code for ${request} (${organization})` : `Your new code for ${organization}`,
    preheader: (items, codeUntil) => `${items}. Your code is inside, valid until ${codeUntil}.`,
    heading: (organization, request) => request ?? `${organization} asks for your answer`,
    newCodeHeading: 'Your new code',
    items: {
      one: (count) => `There is ${count} item to read and decide`,
      other: (count) => `There are ${count} items to read and decide`,
    },
    lead: (organization, items, request) => (request ? `${organization} asks for your answer. ${items}.` : `${items}.`),
    newCodeLead: (organization, request) =>
      `${organization} asks for your answer${request ? `: ${request}` : ''}. The earlier code no longer works.`,
    codeLabel: 'Your one-time code',
    codeUntil: (when) => `It works once, until ${when}.`,
    whatHappens:
      'The button opens a page that asks for this code. Nothing is accepted or signed until you confirm it there.',
    button: 'Open and enter the code',
    linkInstead: 'If the button does not work, copy this address into your browser:',
    openPage: 'To answer, open this page and enter the code. Nothing is accepted or signed until you confirm it there:',
    answerUntil: (when) => `You can answer until ${when}.`,
    whyTitle: 'Why you get this',
    why: (organization, recipient) => `${organization} gave us ${recipient} as the address of the person to ask.`,
    notForYouTitle: 'Not for you?',
    notForYou:
      'Then there is nothing you need to do: without the code nobody can answer. Do not give the code to anyone who calls or writes to you.',
    sms: (organization) => `${organization} asks for your answer.`,
    newCodeSms: (organization) => `Your new code for ${organization}.`,
    smsCode: (code, until) => `Code: ${code} (until ${until})`,
    endedSubject: (organization, request) =>
      `Something you accepted came to nothing${request ? `: ${request}` : ''} (${organization})`,
    endedHeading: 'Something you accepted came to nothing',
    endedLead: (organization, request) =>
      `${organization} had asked for your answer${request ? `: ${request}` : ''}. It ended, wholly or in part, before everybody who was asked had accepted. What you accepted of that came to nothing and binds you to nothing.`,
    endedNext:
      'The page behind this link says what became of each item, and why. It asks for a new one-time code first:',
    endedButton: 'See what became of it',
    endedSms: (organization) => `Something you accepted for ${organization} came to nothing. What became of it:`,
  },
};

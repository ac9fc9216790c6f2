import type { Language } from '../language';

export const DEU: Language = {
  tag: 'de-DE',
  direction: 'ltr',
  words: {
    someOrganization: 'Eine Organisation',
    subject: (organization, request) => `${organization} bittet um Ihre Antwort${request ? `: ${request}` : ''}`,
    newCodeSubject: (organization, request) =>
      request ? `Ihr neuer Code für ${request} (${organization})` : `Ihr neuer Code für ${organization}`,
    preheader: (items, codeUntil) => `${items}. Ihr Code steht in dieser Nachricht, gültig bis ${codeUntil}.`,
    heading: (organization, request) => request ?? `${organization} bittet um Ihre Antwort`,
    newCodeHeading: 'Ihr neuer Code',
    items: {
      one: (count) => `Es gibt ${count} Punkt zu lesen und zu entscheiden`,
      other: (count) => `Es gibt ${count} Punkte zu lesen und zu entscheiden`,
    },
    lead: (organization, items, request) =>
      request ? `${organization} bittet um Ihre Antwort. ${items}.` : `${items}.`,
    newCodeLead: (organization, request) =>
      `${organization} bittet um Ihre Antwort${request ? `: ${request}` : ''}. Der frühere Code gilt nicht mehr.`,
    codeLabel: 'Ihr Einmalcode',
    codeUntil: (when) => `Er gilt einmal, bis ${when}.`,
    whatHappens:
      'Der Knopf öffnet eine Seite, die nach diesem Code fragt. Nichts wird angenommen oder unterschrieben, bevor Sie es dort bestätigen.',
    button: 'Öffnen und Code eingeben',
    linkInstead: 'Wenn der Knopf nicht funktioniert, kopieren Sie diese Adresse in Ihren Browser:',
    openPage:
      'Zum Antworten öffnen Sie diese Seite und geben den Code ein. Nichts wird angenommen oder unterschrieben, bevor Sie es dort bestätigen:',
    answerUntil: (when) => `Sie können bis ${when} antworten.`,
    whyTitle: 'Warum Sie das bekommen',
    why: (organization, recipient) =>
      `${organization} hat uns ${recipient} als Adresse der Person genannt, die gefragt werden soll.`,
    notForYouTitle: 'Nicht für Sie?',
    notForYou:
      'Dann müssen Sie nichts tun: Ohne den Code kann niemand antworten. Geben Sie den Code niemandem weiter, der Sie anruft oder Ihnen schreibt.',
    sms: (organization) => `${organization} bittet um Ihre Antwort.`,
    newCodeSms: (organization) => `Ihr neuer Code für ${organization}.`,
    smsCode: (code, until) => `Code: ${code} (gilt bis ${until})`,
    endedSubject: (organization, request) =>
      `Aus etwas, dem Sie zugestimmt haben, ist nichts geworden${request ? `: ${request}` : ''} (${organization})`,
    endedHeading: 'Aus etwas, dem Sie zugestimmt haben, ist nichts geworden',
    endedLead: (organization, request) =>
      `${organization} hatte Sie um Ihre Antwort gebeten${request ? `: ${request}` : ''}. Das ist ganz oder teilweise zu Ende gegangen, bevor alle zugestimmt hatten, die gefragt wurden. Aus Ihrer Zustimmung dazu ist nichts geworden, und sie verpflichtet Sie zu nichts.`,
    endedNext:
      'Die Seite hinter diesem Link sagt zu jedem Punkt, was daraus geworden ist und warum. Zuerst fragt sie nach einem neuen Einmalcode:',
    endedButton: 'Sehen, was daraus geworden ist',
    endedSms: (organization) =>
      `Aus etwas, dem Sie für ${organization} zugestimmt haben, ist nichts geworden. Mehr dazu:`,
  },
};

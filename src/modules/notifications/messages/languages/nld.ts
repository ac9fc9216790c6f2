import type { Language } from '../language';

export const NLD: Language = {
  tag: 'nl-NL',
  direction: 'ltr',
  words: {
    someOrganization: 'Een organisatie',
    subject: (organization, request) => `${organization} vraagt om uw antwoord${request ? `: ${request}` : ''}`,
    newCodeSubject: (organization, request) =>
      request ? `Uw nieuwe code voor ${request} (${organization})` : `Uw nieuwe code voor ${organization}`,
    preheader: (items, codeUntil) => `${items}. Uw code staat in dit bericht en werkt tot ${codeUntil}.`,
    heading: (organization, request) => request ?? `${organization} vraagt om uw antwoord`,
    newCodeHeading: 'Uw nieuwe code',
    items: {
      one: (count) => `Er is ${count} punt om te lezen en te beslissen`,
      other: (count) => `Er zijn ${count} punten om te lezen en te beslissen`,
    },
    lead: (organization, items, request) =>
      request ? `${organization} vraagt om uw antwoord. ${items}.` : `${items}.`,
    newCodeLead: (organization, request) =>
      `${organization} vraagt om uw antwoord${request ? `: ${request}` : ''}. De eerdere code werkt niet meer.`,
    codeLabel: 'Uw eenmalige code',
    codeUntil: (when) => `Hij werkt één keer, tot ${when}.`,
    whatHappens:
      'De knop opent een pagina die om deze code vraagt. Er wordt niets aanvaard of ondertekend voordat u het daar bevestigt.',
    button: 'Openen en code invullen',
    linkInstead: 'Werkt de knop niet, kopieer dan dit adres naar uw browser:',
    openPage:
      'Om te antwoorden opent u deze pagina en vult u de code in. Er wordt niets aanvaard of ondertekend voordat u het daar bevestigt:',
    answerUntil: (when) => `U kunt antwoorden tot ${when}.`,
    whyTitle: 'Waarom u dit krijgt',
    why: (organization, recipient) =>
      `${organization} gaf ons ${recipient} op als adres van de persoon aan wie het gevraagd wordt.`,
    notForYouTitle: 'Niet voor u bedoeld?',
    notForYou:
      'Dan hoeft u niets te doen: zonder de code kan niemand antwoorden. Geef de code niet aan iemand die u belt of schrijft.',
    sms: (organization) => `${organization} vraagt om uw antwoord.`,
    newCodeSms: (organization) => `Uw nieuwe code voor ${organization}.`,
    smsCode: (code, until) => `Code: ${code} (tot ${until})`,
    endedSubject: (organization, request) =>
      `Van iets waarmee u hebt ingestemd, is niets gekomen${request ? `: ${request}` : ''} (${organization})`,
    endedHeading: 'Van iets waarmee u hebt ingestemd, is niets gekomen',
    endedLead: (organization, request) =>
      `${organization} had om uw antwoord gevraagd${request ? `: ${request}` : ''}. Dat is geheel of gedeeltelijk geëindigd voordat iedereen aan wie het is gevraagd, had ingestemd. Van uw instemming daarmee is niets gekomen, en zij verplicht u tot niets.`,
    endedNext:
      'De pagina achter deze link zegt van elk punt wat ervan is geworden, en waarom. Zij vraagt eerst om een nieuwe eenmalige code:',
    endedButton: 'Bekijk wat ervan is geworden',
    endedSms: (organization) =>
      `Van iets waarmee u voor ${organization} hebt ingestemd, is niets gekomen. Wat ervan is geworden:`,
  },
};

import type { Language } from '../language';

export const SPA: Language = {
  tag: 'es-ES',
  direction: 'ltr',
  words: {
    someOrganization: 'Una organización',
    subject: (organization, request) => `${organization} le pide su respuesta${request ? `: ${request}` : ''}`,
    newCodeSubject: (organization, request) =>
      request ? `Su código nuevo para ${request} (${organization})` : `Su código nuevo para ${organization}`,
    preheader: (items, codeUntil) => `${items}. Dentro está su código, válido hasta el ${codeUntil}.`,
    heading: (organization, request) => request ?? `${organization} le pide su respuesta`,
    newCodeHeading: 'Su código nuevo',
    items: {
      one: (count) => `Hay ${count} punto para leer y decidir`,
      other: (count) => `Hay ${count} puntos para leer y decidir`,
    },
    lead: (organization, items, request) => (request ? `${organization} le pide su respuesta. ${items}.` : `${items}.`),
    newCodeLead: (organization, request) =>
      `${organization} le pide su respuesta${request ? `: ${request}` : ''}. El código anterior ya no sirve.`,
    codeLabel: 'Su código de un solo uso',
    codeUntil: (when) => `Sirve una sola vez, hasta el ${when}.`,
    whatHappens:
      'El botón abre una página que pide este código. No se acepta ni se firma nada hasta que usted lo confirme allí.',
    button: 'Abrir y escribir el código',
    linkInstead: 'Si el botón no funciona, copie esta dirección en su navegador:',
    openPage:
      'Para responder, abra esta página y escriba el código. No se acepta ni se firma nada hasta que usted lo confirme allí:',
    answerUntil: (when) => `Puede responder hasta el ${when}.`,
    whyTitle: 'Por qué recibe esto',
    why: (organization, recipient) =>
      `${organization} nos dio ${recipient} como la dirección de la persona a quien preguntar.`,
    notForYouTitle: '¿No es para usted?',
    notForYou:
      'Entonces no tiene que hacer nada: sin el código nadie puede responder. No dé el código a nadie que le llame o le escriba.',
    sms: (organization) => `${organization} le pide su respuesta.`,
    newCodeSms: (organization) => `Su código nuevo para ${organization}.`,
    smsCode: (code, until) => `Código: ${code} (hasta ${until})`,
    endedSubject: (organization, request) =>
      `Algo que usted aceptó ha quedado sin efecto${request ? `: ${request}` : ''} (${organization})`,
    endedHeading: 'Algo que usted aceptó ha quedado sin efecto',
    endedLead: (organization, request) =>
      `${organization} le había pedido su respuesta${request ? `: ${request}` : ''}. Terminó, del todo o en parte, antes de que aceptaran todas las personas consultadas. Lo que usted aceptó de ello ha quedado sin efecto y no le obliga a nada.`,
    endedNext:
      'La página de este enlace dice qué ha sido de cada punto, y por qué. Antes pide un código nuevo de un solo uso:',
    endedButton: 'Ver qué ha sido de ello',
    endedSms: (organization) =>
      `Algo que usted aceptó para ${organization} ha quedado sin efecto. Qué ha sido de ello:`,
  },
};

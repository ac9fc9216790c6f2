import type { Language } from '../language';

export const FRA: Language = {
  tag: 'fr-FR',
  direction: 'ltr',
  words: {
    someOrganization: 'Une organisation',
    subject: (organization, request) => `${organization} vous demande une réponse${request ? ` : ${request}` : ''}`,
    newCodeSubject: (organization, request) =>
      request ? `Votre nouveau code pour ${request} (${organization})` : `Votre nouveau code pour ${organization}`,
    preheader: (items, codeUntil) => `${items}. Votre code est à l’intérieur, valable jusqu’au ${codeUntil}.`,
    heading: (organization, request) => request ?? `${organization} vous demande une réponse`,
    newCodeHeading: 'Votre nouveau code',
    items: {
      one: (count) => `Il y a ${count} point à lire et à décider`,
      other: (count) => `Il y a ${count} points à lire et à décider`,
    },
    lead: (organization, items, request) =>
      request ? `${organization} vous demande une réponse. ${items}.` : `${items}.`,
    newCodeLead: (organization, request) =>
      `${organization} vous demande une réponse${request ? ` : ${request}` : ''}. Le code précédent ne fonctionne plus.`,
    codeLabel: 'Votre code à usage unique',
    codeUntil: (when) => `Il fonctionne une seule fois, jusqu’au ${when}.`,
    whatHappens:
      'Le bouton ouvre une page qui demande ce code. Rien n’est accepté ni signé tant que vous ne l’y avez pas confirmé.',
    button: 'Ouvrir et saisir le code',
    linkInstead: 'Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :',
    openPage:
      'Pour répondre, ouvrez cette page et saisissez le code. Rien n’est accepté ni signé tant que vous ne l’y avez pas confirmé :',
    answerUntil: (when) => `Vous pouvez répondre jusqu’au ${when}.`,
    whyTitle: 'Pourquoi vous recevez ce message',
    why: (organization, recipient) =>
      `${organization} nous a donné ${recipient} comme adresse de la personne à interroger.`,
    notForYouTitle: 'Ce n’est pas pour vous ?',
    notForYou:
      'Alors vous n’avez rien à faire : sans le code, personne ne peut répondre. Ne donnez le code à aucune personne qui vous appelle ou vous écrit.',
    sms: (organization) => `${organization} vous demande une réponse.`,
    newCodeSms: (organization) => `Votre nouveau code pour ${organization}.`,
    smsCode: (code, until) => `Code : ${code} (jusqu’au ${until})`,
    endedSubject: (organization, request) =>
      `Une chose que vous aviez acceptée est restée sans effet${request ? ` : ${request}` : ''} (${organization})`,
    endedHeading: 'Une chose que vous aviez acceptée est restée sans effet',
    endedLead: (organization, request) =>
      `${organization} vous avait demandé une réponse${request ? ` : ${request}` : ''}. Tout ou partie a pris fin avant que toutes les personnes consultées aient accepté. Ce que vous en aviez accepté est resté sans effet et ne vous engage à rien.`,
    endedNext:
      'La page derrière ce lien dit ce qu’il est advenu de chaque point, et pourquoi. Elle demande d’abord un nouveau code à usage unique :',
    endedButton: 'Voir ce qu’il en est advenu',
    endedSms: (organization) =>
      `Une chose que vous aviez acceptée pour ${organization} est restée sans effet. En savoir plus :`,
  },
};

import type { Language } from '../language';

export const ITA: Language = {
  tag: 'it-IT',
  direction: 'ltr',
  words: {
    someOrganization: 'Un’organizzazione',
    subject: (organization, request) => `${organization} chiede la Sua risposta${request ? `: ${request}` : ''}`,
    newCodeSubject: (organization, request) =>
      request ? `Il Suo nuovo codice per ${request} (${organization})` : `Il Suo nuovo codice per ${organization}`,
    preheader: (items, codeUntil) => `${items}. All’interno c’è il Suo codice, valido fino a ${codeUntil}.`,
    heading: (organization, request) => request ?? `${organization} chiede la Sua risposta`,
    newCodeHeading: 'Il Suo nuovo codice',
    items: {
      one: (count) => `C’è ${count} punto da leggere e decidere`,
      other: (count) => `Ci sono ${count} punti da leggere e decidere`,
    },
    lead: (organization, items, request) =>
      request ? `${organization} chiede la Sua risposta. ${items}.` : `${items}.`,
    newCodeLead: (organization, request) =>
      `${organization} chiede la Sua risposta${request ? `: ${request}` : ''}. Il codice precedente non vale più.`,
    codeLabel: 'Il Suo codice monouso',
    codeUntil: (when) => `Vale una sola volta, fino a ${when}.`,
    whatHappens:
      'Il pulsante apre una pagina che chiede questo codice. Non viene accettato né firmato nulla finché non lo conferma lì.',
    button: 'Apri e inserisci il codice',
    linkInstead: 'Se il pulsante non funziona, copi questo indirizzo nel Suo browser:',
    openPage:
      'Per rispondere, apra questa pagina e inserisca il codice. Non viene accettato né firmato nulla finché non lo conferma lì:',
    answerUntil: (when) => `Può rispondere fino a ${when}.`,
    whyTitle: 'Perché riceve questo messaggio',
    why: (organization, recipient) =>
      `${organization} ci ha dato ${recipient} come indirizzo della persona a cui chiedere.`,
    notForYouTitle: 'Non è per Lei?',
    notForYou:
      'Allora non deve fare nulla: senza il codice nessuno può rispondere. Non dia il codice a chi La chiama o Le scrive.',
    sms: (organization) => `${organization} chiede la Sua risposta.`,
    newCodeSms: (organization) => `Il Suo nuovo codice per ${organization}.`,
    smsCode: (code, until) => `Codice: ${code} (fino a ${until})`,
    endedSubject: (organization, request) =>
      `Qualcosa che ha accettato è rimasto senza effetto${request ? `: ${request}` : ''} (${organization})`,
    endedHeading: 'Qualcosa che ha accettato è rimasto senza effetto',
    endedLead: (organization, request) =>
      `${organization} aveva chiesto la Sua risposta${request ? `: ${request}` : ''}. Tutto o in parte è terminato prima che tutte le persone interpellate avessero accettato. Ciò che ne ha accettato è rimasto senza effetto e non La impegna a nulla.`,
    endedNext:
      'La pagina dietro questo link dice che cosa ne è stato di ogni punto, e perché. Prima chiede un nuovo codice monouso:',
    endedButton: 'Vedi che cosa ne è stato',
    endedSms: (organization) =>
      `Qualcosa che ha accettato per ${organization} è rimasto senza effetto. Che cosa ne è stato:`,
  },
};

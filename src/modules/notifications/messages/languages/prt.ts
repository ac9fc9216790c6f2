import type { Language } from '../language';

export const PRT: Language = {
  tag: 'pt-PT',
  direction: 'ltr',
  words: {
    someOrganization: 'Uma organização',
    subject: (organization, request) => `${organization} pede a sua resposta${request ? `: ${request}` : ''}`,
    newCodeSubject: (organization, request) =>
      request ? `O seu novo código para ${request} (${organization})` : `O seu novo código para ${organization}`,
    preheader: (items, codeUntil) => `${items}. O seu código está nesta mensagem e é válido até ${codeUntil}.`,
    heading: (organization, request) => request ?? `${organization} pede a sua resposta`,
    newCodeHeading: 'O seu novo código',
    items: {
      one: (count) => `Há ${count} ponto para ler e decidir`,
      other: (count) => `Há ${count} pontos para ler e decidir`,
    },
    lead: (organization, items, request) => (request ? `${organization} pede a sua resposta. ${items}.` : `${items}.`),
    newCodeLead: (organization, request) =>
      `${organization} pede a sua resposta${request ? `: ${request}` : ''}. O código anterior já não funciona.`,
    codeLabel: 'O seu código de utilização única',
    codeUntil: (when) => `Funciona uma só vez, até ${when}.`,
    whatHappens:
      'O botão abre uma página que pede este código. Nada é aceite nem assinado sem que o confirme nessa página.',
    button: 'Abrir e introduzir o código',
    linkInstead: 'Se o botão não funcionar, copie este endereço para o seu navegador:',
    openPage:
      'Para responder, abra esta página e introduza o código. Nada é aceite nem assinado sem que o confirme nessa página:',
    answerUntil: (when) => `Pode responder até ${when}.`,
    whyTitle: 'Porque recebe esta mensagem',
    why: (organization, recipient) =>
      `${organization} indicou-nos ${recipient} como o endereço da pessoa a quem pede uma resposta.`,
    notForYouTitle: 'Não é para si?',
    notForYou:
      'Então não precisa de fazer nada: sem o código, ninguém pode responder. Não dê o código a quem lhe telefonar ou escrever.',
    sms: (organization) => `${organization} pede a sua resposta.`,
    newCodeSms: (organization) => `O seu novo código para ${organization}.`,
    smsCode: (code, until) => `Código: ${code} (até ${until})`,
    endedSubject: (organization, request) =>
      `Algo que aceitou ficou sem efeito${request ? `: ${request}` : ''} (${organization})`,
    endedHeading: 'Algo que aceitou ficou sem efeito',
    endedLead: (organization, request) =>
      `${organization} tinha pedido a sua resposta${request ? `: ${request}` : ''}. Terminou, no todo ou em parte, antes de todas as pessoas consultadas terem aceitado. O que aceitou disso ficou sem efeito e não o vincula a nada.`,
    endedNext:
      'A página desta ligação diz o que aconteceu a cada ponto, e porquê. Primeiro pede um novo código de utilização única:',
    endedButton: 'Ver o que aconteceu',
    endedSms: (organization) => `Algo que aceitou para ${organization} ficou sem efeito. O que aconteceu:`,
  },
};

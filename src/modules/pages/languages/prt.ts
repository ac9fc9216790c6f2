import type { Language } from '../language';

export const PRT: Language = {
  tag: 'pt-PT',
  direction: 'ltr',
  words: {
    someOrganization: 'Uma organização',
    open: {
      asks: (organization) => `${organization} pede a sua resposta`,
      itemsLabel: 'À sua espera',
      items: {
        one: (count) => `${count} ponto para ler e decidir`,
        other: (count) => `${count} pontos para ler e decidir`,
      },
      untilLabel: 'Responder até',
      soonTitle: 'Em breve poderá responder',
      soon: [
        'Ainda não é possível responder aqui e, até lá, não se espera nada de si. Guarde a mensagem com esta ligação: continuará a ser a mesma.',
        'Esta página pedirá um código de utilização única antes de mostrar o que lhe é pedido, e nada será aceite nem assinado sem que o confirme.',
      ],
      notForYouTitle: 'Não é para si?',
      notForYou: (organization) => [
        'Então não precisa de fazer nada: sem o código, ninguém pode responder. Não dê o código a quem lhe telefonar ou escrever.',
        `Se conhece ${organization}, avise que a mensagem chegou à pessoa errada.`,
      ],
      unchanged: 'Abrir esta página não alterou nada.',
    },
    expired: (organization, when) => ({
      heading: 'O prazo para responder terminou',
      text: [
        `${organization} pediu a sua resposta até ${when}. Já não é possível dá-la através desta ligação.`,
        `Se ainda quiser responder, peça a ${organization} que lhe envie um novo pedido.`,
      ],
    }),
    canceled: (organization) => ({
      heading: 'Este pedido foi retirado',
      text: [
        `${organization} pediu a sua resposta e entretanto retirou o pedido.`,
        `Não precisa de fazer nada. Se contava responder, fale com ${organization} sobre isso.`,
      ],
    }),
    finished: (organization) => ({
      heading: 'Este pedido está concluído',
      text: [
        `O que ${organization} pediu já foi respondido e o pedido está encerrado.`,
        `Não tem mais nada a fazer. Se tiver alguma dúvida, ${organization} pode dizer-lhe mais.`,
      ],
    }),
    missing: {
      heading: 'Esta ligação não leva a lado nenhum',
      text: [
        'Talvez se tenha perdido uma parte pelo caminho. Abra-a de novo a partir da mensagem que recebeu, ou copie de lá o endereço completo.',
        'Se voltar a esta página, fale com quem lhe enviou a mensagem.',
      ],
    },
    unavailable: {
      heading: 'Esta página não está disponível de momento',
      text: ['A falha é nossa e nada se perdeu. Tente de novo daqui a alguns minutos: a sua ligação continua a mesma.'],
    },
  },
};

import type { Language } from '../language';

export const POL: Language = {
  tag: 'pl-PL',
  direction: 'ltr',
  words: {
    someOrganization: 'Pewna organizacja',
    subject: (organization, request) => `${organization} prosi o odpowiedź${request ? `: ${request}` : ''}`,
    newCodeSubject: (organization, request) =>
      request ? `Nowy kod do: ${request} (${organization})` : `Nowy kod do: ${organization}`,
    preheader: (items, codeUntil) => `${items}. W środku jest Twój kod, ważny do: ${codeUntil}.`,
    heading: (organization, request) => request ?? `${organization} prosi o odpowiedź`,
    newCodeHeading: 'Twój nowy kod',
    items: {
      one: (count) => `Jest ${count} punkt do przeczytania i rozstrzygnięcia`,
      few: (count) => `Są ${count} punkty do przeczytania i rozstrzygnięcia`,
      many: (count) => `Jest ${count} punktów do przeczytania i rozstrzygnięcia`,
      other: (count) => `Jest ${count} punktu do przeczytania i rozstrzygnięcia`,
    },
    lead: (organization, items, request) => (request ? `${organization} prosi o odpowiedź. ${items}.` : `${items}.`),
    newCodeLead: (organization, request) =>
      `${organization} prosi o odpowiedź${request ? `: ${request}` : ''}. Poprzedni kod już nie działa.`,
    codeLabel: 'Twój kod jednorazowy',
    codeUntil: (when) => `Działa jeden raz, do: ${when}.`,
    whatHappens:
      'Przycisk otwiera stronę, która zapyta o ten kod. Nic nie zostanie zaakceptowane ani podpisane, dopóki tam tego nie potwierdzisz.',
    button: 'Otwórz i wpisz kod',
    linkInstead: 'Jeśli przycisk nie działa, skopiuj ten adres do przeglądarki:',
    openPage:
      'Aby odpowiedzieć, otwórz tę stronę i wpisz kod. Nic nie zostanie zaakceptowane ani podpisane, dopóki tam tego nie potwierdzisz:',
    answerUntil: (when) => `Możesz odpowiedzieć do: ${when}.`,
    whyTitle: 'Dlaczego to otrzymujesz',
    why: (organization, recipient) => `${organization} podaje ${recipient} jako adres osoby, którą mamy zapytać.`,
    notForYouTitle: 'To nie dla Ciebie?',
    notForYou:
      'W takim razie nie musisz nic robić: bez kodu nikt nie może odpowiedzieć. Nie podawaj kodu nikomu, kto dzwoni lub pisze.',
    sms: (organization) => `${organization} prosi o odpowiedź.`,
    newCodeSms: (organization) => `Nowy kod od ${organization}.`,
    smsCode: (code, until) => `Kod: ${code} (do ${until})`,
    endedSubject: (organization, request) =>
      `Z Twojej zgody nic nie wyszło${request ? `: ${request}` : ''} (${organization})`,
    endedHeading: 'Z Twojej zgody nic nie wyszło',
    endedLead: (organization, request) =>
      `${organization} prosi o odpowiedź${request ? `: ${request}` : ''}, ale ta prośba zakończyła się, w całości lub w części, zanim wszyscy pytani wyrazili zgodę. Z Twojej zgody w tej części nic nie wyszło i do niczego Cię ona nie zobowiązuje.`,
    endedNext:
      'Strona pod tym adresem mówi, co stało się z każdym punktem i dlaczego. Najpierw zapyta o nowy kod jednorazowy:',
    endedButton: 'Zobacz, co się z tym stało',
    endedSms: (organization) => `Nic nie wyszło z Twojej zgody dla ${organization}. Co się z tym stało:`,
  },
};

import type { EvidenceWords } from '../evidence-language';

export const POL: EvidenceWords = {
  tag: 'pl',
  direction: 'ltr',
  title: 'Jak podpisano ten dokument',
  introduction: (organization) =>
    `${organization} – na prośbę tej organizacji złożono ten podpis za pośrednictwem Placet. Tę stronę dodano, gdy ostatnia osoba podjęła decyzję. Pieczęć obejmuje wszystkie strony: każda zmiana ją narusza.`,
  introductionApart: (organization) =>
    `${organization} – na prośbę tej organizacji wyrażono tę zgodę za pośrednictwem Placet. Dokument był już wcześniej podpisany lub certyfikowany, dlatego jego strony pozostają dokładnie takie, jakie były, a ten dowód jest osobnym dokumentem. Wskazuje on opieczętowany dokument przez jego skrót, a każda zmiana narusza jego pieczęć.`,
  check: 'Sprawdź ten dokument',
  document: 'Dokument',
  name: 'Nazwa',
  original: 'Plik pierwotny (SHA-256)',
  sealed: 'Opieczętowany dokument (SHA-256)',
  pages: 'Strony',
  askedBy: 'Na prośbę',
  credential: 'Poświadczenie',
  contact: 'Kontakt',
  identity: 'Identyfikator',
  proved: 'Kontakt potwierdzono przez',
  codeBy: {
    EMAIL: 'kod jednorazowy e-mailem',
    SMS: 'kod jednorazowy SMS-em',
    ORGANIZATION: 'kod jednorazowy dostarczony przez organizację',
  },
  seenBy: { PERSON: 'widziany tylko przez tę osobę', ORGANIZATION_TOO: 'pokazany także organizacji' },
  decision: 'Decyzja',
  accepted: 'Zaakceptowano i podpisano',
  when: 'Kiedy',
  digest: 'Co pokazano (SHA-256)',
  timestamp: 'Znacznik czasu',
  timestampSet: 'Nadany przez niezależny urząd znacznika czasu',
  timestampFailed: 'Urząd znacznika czasu nie odpowiedział; opieczętowano bez niego',
  timestampNone: 'Brak: nie skonfigurowano urzędu znacznika czasu',
};

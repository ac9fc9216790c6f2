import type { EvidenceWords } from '../evidence-language';

export const NLD: EvidenceWords = {
  tag: 'nl',
  direction: 'ltr',
  title: 'Hoe dit document is ondertekend',
  introduction: (organization) =>
    `${organization} heeft via Placet om deze handtekening gevraagd. Deze pagina is toegevoegd toen de laatste persoon had beslist. Het zegel dekt alle pagina’s: elke wijziging verbreekt het.`,
  introductionApart: (organization) =>
    `${organization} heeft via Placet om deze instemming gevraagd. Het document was al eerder ondertekend of gecertificeerd, daarom blijven de pagina’s precies zoals ze waren: dit bewijs is een apart document. Het noemt het verzegelde document met zijn hashwaarde, en elke wijziging verbreekt het zegel.`,
  check: 'Dit document controleren',
  document: 'Document',
  name: 'Naam',
  original: 'Oorspronkelijk bestand (SHA-256)',
  sealed: 'Verzegeld document (SHA-256)',
  pages: 'Pagina’s',
  askedBy: 'Gevraagd door',
  credential: 'Bewijs',
  contact: 'Contact',
  identity: 'Kenmerk',
  proved: 'Contact aangetoond met',
  codeBy: {
    EMAIL: 'eenmalige code per e-mail',
    SMS: 'eenmalige code per sms',
    ORGANIZATION: 'eenmalige code, bezorgd door de organisatie',
  },
  seenBy: { PERSON: 'alleen door deze persoon gezien', ORGANIZATION_TOO: 'ook aan de organisatie getoond' },
  decision: 'Beslissing',
  accepted: 'Geaccepteerd en ondertekend',
  when: 'Wanneer',
  digest: 'Wat is getoond (SHA-256)',
  timestamp: 'Tijdstempel',
  timestampSet: 'Geplaatst door een onafhankelijke tijdstempelautoriteit',
  timestampFailed: 'De tijdstempelautoriteit antwoordde niet; zonder tijdstempel verzegeld',
  timestampNone: 'Geen: er is geen tijdstempelautoriteit ingesteld',
};

import type { EvidenceWords } from '../evidence-language';

export const DEU: EvidenceWords = {
  tag: 'de',
  direction: 'ltr',
  title: 'Wie dieses Dokument unterschrieben wurde',
  introduction: (organization) =>
    `${organization} hat über Placet um diese Unterschrift gebeten. Diese Seite wurde angefügt, als die letzte Person entschieden hatte. Das Siegel umfasst alle Seiten: Jede Änderung bricht es.`,
  introductionApart: (organization) =>
    `${organization} hat über Placet um diese Zustimmung gebeten. Das Dokument war schon vorher unterschrieben oder zertifiziert, deshalb bleiben seine Seiten genau, wie sie waren: Dieser Nachweis ist ein eigenes Dokument. Er nennt das gesiegelte Dokument mit seinem Hashwert; jede Änderung bricht sein Siegel.`,
  check: 'Dieses Dokument prüfen',
  document: 'Dokument',
  name: 'Name',
  original: 'Ursprüngliche Datei (SHA-256)',
  sealed: 'Gesiegeltes Dokument (SHA-256)',
  pages: 'Seiten',
  askedBy: 'Erbeten von',
  credential: 'Nachweis',
  contact: 'Kontakt',
  identity: 'Kennung',
  proved: 'Kontakt belegt durch',
  codeBy: {
    EMAIL: 'Einmalcode per E-Mail',
    SMS: 'Einmalcode per SMS',
    ORGANIZATION: 'von der Organisation übermittelter Einmalcode',
  },
  seenBy: { PERSON: 'nur dieser Person bekannt', ORGANIZATION_TOO: 'auch der Organisation gezeigt' },
  decision: 'Entscheidung',
  accepted: 'Angenommen und unterschrieben',
  when: 'Wann',
  digest: 'Was gezeigt wurde (SHA-256)',
  timestamp: 'Zeitstempel',
  timestampSet: 'Von einer unabhängigen Zeitstempelstelle gesetzt',
  timestampFailed: 'Die Zeitstempelstelle hat nicht geantwortet; ohne Zeitstempel gesiegelt',
  timestampNone: 'Keiner: Es ist keine Zeitstempelstelle eingerichtet',
};

import type { EvidenceWords } from '../evidence-language';

export const ITA: EvidenceWords = {
  tag: 'it',
  direction: 'ltr',
  title: 'Come è stato firmato questo documento',
  introduction: (organization) =>
    `${organization} ha chiesto questa firma tramite Placet. Questa pagina è stata aggiunta quando l’ultima persona ha deciso. Il sigillo copre tutte le pagine: qualsiasi modifica lo infrange.`,
  introductionApart: (organization) =>
    `${organization} ha chiesto questo consenso tramite Placet. Il documento era già stato firmato o certificato: le sue pagine restano esattamente com’erano e questa prova è un documento a sé. Indica il documento sigillato con la sua impronta, e qualsiasi modifica ne infrange il sigillo.`,
  check: 'Verifica questo documento',
  document: 'Documento',
  name: 'Nome',
  original: 'File originale (SHA-256)',
  sealed: 'Documento sigillato (SHA-256)',
  pages: 'Pagine',
  askedBy: 'Richiesto da',
  credential: 'Credenziale',
  contact: 'Contatto',
  identity: 'Identificativo',
  proved: 'Contatto provato con',
  codeBy: {
    EMAIL: 'codice monouso via e-mail',
    SMS: 'codice monouso via SMS',
    ORGANIZATION: 'codice monouso consegnato dall’organizzazione',
  },
  seenBy: { PERSON: 'visto solo da questa persona', ORGANIZATION_TOO: 'mostrato anche all’organizzazione' },
  decision: 'Decisione',
  accepted: 'Accettato e firmato',
  when: 'Quando',
  digest: 'Ciò che è stato mostrato (SHA-256)',
  timestamp: 'Marca temporale',
  timestampSet: 'Apposta da un’autorità di marcatura temporale indipendente',
  timestampFailed: 'L’autorità di marcatura temporale non ha risposto; sigillato senza',
  timestampNone: 'Nessuna: non è configurata alcuna autorità di marcatura temporale',
};

import type { EvidenceWords } from '../evidence-language';

export const PRT: EvidenceWords = {
  tag: 'pt-PT',
  direction: 'ltr',
  title: 'Como este documento foi assinado',
  introduction: (organization) =>
    `${organization} pediu esta assinatura através do Placet. Esta página foi acrescentada depois de a última pessoa ter decidido. O selo abrange todas as páginas: se algo for alterado, deixa de ser válido.`,
  introductionApart: (organization) =>
    `${organization} pediu este consentimento através do Placet. O documento já tinha sido assinado ou certificado, por isso as suas páginas ficam exatamente como estavam: esta prova é um documento à parte. Identifica o documento selado pelo seu resumo criptográfico e, se algo aqui for alterado, o selo deixa de ser válido.`,
  check: 'Verificar este documento',
  document: 'Documento',
  name: 'Nome',
  original: 'Ficheiro original (SHA-256)',
  sealed: 'Documento selado (SHA-256)',
  pages: 'Páginas',
  askedBy: 'Pedido por',
  credential: 'Credencial',
  contact: 'Contacto',
  identity: 'Identificador',
  proved: 'Contacto comprovado por',
  codeBy: {
    EMAIL: 'código de utilização única por e-mail',
    SMS: 'código de utilização única por SMS',
    ORGANIZATION: 'código de utilização única entregue pela organização',
  },
  seenBy: { PERSON: 'visto apenas por esta pessoa', ORGANIZATION_TOO: 'mostrado também à organização' },
  decision: 'Decisão',
  accepted: 'Aceite e assinado',
  when: 'Quando',
  digest: 'O que foi mostrado (SHA-256)',
  timestamp: 'Selo temporal',
  timestampSet: 'Emitido por uma autoridade de selos temporais independente',
  timestampFailed: 'A autoridade de selos temporais não respondeu; selado sem ele',
  timestampNone: 'Nenhum: não está configurada uma autoridade de selos temporais',
};

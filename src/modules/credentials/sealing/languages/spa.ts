import type { EvidenceWords } from '../evidence-language';

export const SPA: EvidenceWords = {
  tag: 'es',
  direction: 'ltr',
  title: 'Cómo se firmó este documento',
  introduction: (organization) =>
    `${organization} pidió esta firma a través de Placet. Esta página se añadió cuando la última persona hubo decidido. El sello cubre todas las páginas: si algo cambia, deja de ser válido.`,
  introductionApart: (organization) =>
    `${organization} pidió este consentimiento a través de Placet. El documento ya estaba firmado o certificado, por lo que sus páginas quedan exactamente como estaban: esta prueba es un documento aparte. Identifica el documento sellado por su huella digital y, si algo cambia aquí, el sello deja de ser válido.`,
  check: 'Comprobar este documento',
  document: 'Documento',
  name: 'Nombre',
  original: 'Archivo original (SHA-256)',
  sealed: 'Documento sellado (SHA-256)',
  pages: 'Páginas',
  askedBy: 'Pedido por',
  credential: 'Credencial',
  contact: 'Contacto',
  identity: 'Identificador',
  proved: 'Contacto acreditado mediante',
  codeBy: {
    EMAIL: 'código de un solo uso por correo electrónico',
    SMS: 'código de un solo uso por SMS',
    ORGANIZATION: 'código de un solo uso entregado por la organización',
  },
  seenBy: { PERSON: 'visto solo por esta persona', ORGANIZATION_TOO: 'mostrado también a la organización' },
  decision: 'Decisión',
  accepted: 'Aceptado y firmado',
  when: 'Cuándo',
  digest: 'Lo que se mostró (SHA-256)',
  timestamp: 'Sello de tiempo',
  timestampSet: 'Emitido por una autoridad de sellado de tiempo independiente',
  timestampFailed: 'La autoridad de sellado de tiempo no respondió; sellado sin él',
  timestampNone: 'Ninguno: no hay ninguna autoridad de sellado de tiempo configurada',
};

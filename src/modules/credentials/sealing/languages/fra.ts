import type { EvidenceWords } from '../evidence-language';

export const FRA: EvidenceWords = {
  tag: 'fr',
  direction: 'ltr',
  title: 'Comment ce document a été signé',
  introduction: (organization) =>
    `${organization} a demandé cette signature par Placet. Cette page a été ajoutée une fois que la dernière personne s’est prononcée. Le sceau couvre toutes les pages : toute modification le rompt.`,
  introductionApart: (organization) =>
    `${organization} a demandé cet accord par Placet. Le document avait déjà été signé ou certifié ; ses pages restent donc exactement telles qu’elles étaient et cette preuve est un document distinct. Elle désigne le document scellé par son empreinte, et toute modification rompt son sceau.`,
  check: 'Vérifier ce document',
  document: 'Document',
  name: 'Nom',
  original: 'Fichier d’origine (SHA-256)',
  sealed: 'Document scellé (SHA-256)',
  pages: 'Pages',
  askedBy: 'Demandé par',
  credential: 'Attestation',
  contact: 'Contact',
  identity: 'Identifiant',
  proved: 'Contact prouvé par',
  codeBy: {
    EMAIL: 'code à usage unique par e-mail',
    SMS: 'code à usage unique par SMS',
    ORGANIZATION: 'code à usage unique remis par l’organisation',
  },
  seenBy: { PERSON: 'vu par cette personne seule', ORGANIZATION_TOO: 'montré aussi à l’organisation' },
  decision: 'Décision',
  accepted: 'Accepté et signé',
  when: 'Quand',
  digest: 'Ce qui a été montré (SHA-256)',
  timestamp: 'Horodatage',
  timestampSet: 'Apposé par une autorité d’horodatage indépendante',
  timestampFailed: 'L’autorité d’horodatage n’a pas répondu ; scellé sans horodatage',
  timestampNone: 'Aucun : aucune autorité d’horodatage n’est configurée',
};

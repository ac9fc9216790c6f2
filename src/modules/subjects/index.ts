export { likenessOf, NotAContact, normaliseContact, type Contact } from './contact';
export { FindPeople, type PersonClues } from './find-people';
export { hiddenContact } from './hidden-contact';
export type { KnownSubject } from './subject-name';
export { SubjectsModule } from './subjects.module';
export { SubjectsService, type KnownContact, type Person } from './subjects.service';

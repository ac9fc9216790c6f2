export { NotAContact, normaliseContact, type Contact } from './contact';
export { hiddenContact } from './hidden-contact';
export type { KnownSubject } from './subject-name';
export { FindPeople, type PersonClues } from './find-people';
export { SubjectsModule } from './subjects.module';
export { SubjectsService, type KnownContact, type Person } from './subjects.service';

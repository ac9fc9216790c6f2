export { NotAContact, normaliseContact, type Contact } from './contact';
export { hiddenContact } from './hidden-contact';
export { SubjectsModule } from './subjects.module';
export { SubjectsService, type Person } from './subjects.service';

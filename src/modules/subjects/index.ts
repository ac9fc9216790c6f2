export { NotAContact, normaliseContact, type Contact } from './contact';
export { SubjectsModule } from './subjects.module';
export { SubjectsService, type Person } from './subjects.service';

import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { UnitOfWork } from '../../platform/database';
import type { CallingOrganization } from '../../platform/http';
import type { UserDto } from './dto/user.dto';
import { Identities } from './identities';
import { findSubject, readSubjectName, type SubjectName } from './subject-name';
import { SubjectsService } from './subjects.service';
import { userView } from './user-view';

/** GET /v1/user: what the organization knows of one person. */
@Injectable()
export class FindUser {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly subjects: SubjectsService,
    private readonly identities: Identities,
    private readonly clock: Clock,
  ) {}

  async execute({ id: org, defaultCountry }: CallingOrganization, query: SubjectName): Promise<UserDto> {
    const name = readSubjectName(query, defaultCountry);
    return this.unitOfWork.read(org, async (tx) => {
      const subject = await findSubject(tx, org, name);
      const [contacts, identity] = await Promise.all([
        this.subjects.contactsOf(tx, org, subject.subjectId),
        this.identities.of(tx, org, subject.subjectId),
      ]);
      return userView(subject, contacts, this.clock.now(), identity);
    });
  }
}

import { Injectable, PipeTransform } from '@nestjs/common';
import { Problem } from '../../../platform/http';
import { MANDATE_ID_PATTERN } from './dto/mandate-id';

const MANDATE_ID = new RegExp(MANDATE_ID_PATTERN);

/** The id of a mandate in a path: `mdt_` and a UUID, in either case. Anything else is a 400. */
@Injectable()
export class MandateIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    const id = value.trim().toLowerCase();
    if (MANDATE_ID.test(id)) return id;
    throw new Problem('malformed_id', 'The id of a mandate is mdt_ and a UUID');
  }
}

import { Injectable, PipeTransform } from '@nestjs/common';
import { isId } from '../ids';
import { Problem } from './problem';

/** An id in a path: 24 hex digits in either case, lower case from here on. Anything else is a 400. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    const id = value.trim().toLowerCase();
    if (isId(id)) return id;
    throw new Problem('malformed_id', 'The id in the path must have 24 hex digits');
  }
}

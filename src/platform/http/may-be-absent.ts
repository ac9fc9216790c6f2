import { ValidateIf } from 'class-validator';

/** Of a body that changes what is there: absent leaves it as it is; null is refused, because there is always a value. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

import { ObjectId } from 'bson';

/** A new wire id: 24 lower-case hex digits in the ObjectId layout, so that ids sort by the second they were made in. */
export const newId = (): string => new ObjectId().toHexString();

/** True for what `newId` makes: 24 lower-case hex digits. */
export const isId = (value: string): boolean => /^[0-9a-f]{24}$/.test(value);

/** The second in which `newId` made this. */
export const madeAt = (id: string): Date => new ObjectId(id).getTimestamp();

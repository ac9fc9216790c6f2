/** Why bytes are no picture that can be shown, as the end of a sentence that starts with the field's name. */
export class NotAPicture extends Error {}

/** A picture that ends early or was changed: nobody could draw the whole of it. */
export const damaged = (what: string): NotAPicture =>
  new NotAPicture(`must be a whole picture: this one is damaged (${what})`);

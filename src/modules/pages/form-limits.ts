/** The largest form of ours without its files: a signature and initials as pictures, and many answers. */
export const LARGEST_FORM = 1024 * 1024;
export const MOST_FIELDS = 2000;

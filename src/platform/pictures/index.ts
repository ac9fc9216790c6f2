export { NotAPicture } from './not-a-picture';
export type { PictureSize } from './picture-size';
export { readPicture, type PictureBounds } from './read-picture';

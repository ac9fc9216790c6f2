export { NotAPicture } from './not-a-picture';
export { readPicture, type PictureBounds, type PictureSize } from './read-picture';

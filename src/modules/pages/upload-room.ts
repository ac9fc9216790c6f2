import { Injectable } from '@nestjs/common';

/** Bytes of files that may be in memory at once, of everybody who uploads. */
const OF_EVERYBODY = 96 * 1024 * 1024;
/** Of one link: what one form may carry. */
const OF_ONE_LINK = 32 * 1024 * 1024;

/** What one form has taken of the room. Whoever enters leaves. */
export interface RoomShare {
  /** False when there is no room for so many bytes more: the file is not taken. */
  take(bytes: number): boolean;
  /** So many bytes were not worth keeping. */
  give(bytes: number): void;
  leave(): void;
}

/**
 * Memory for files that are being uploaded. It is bounded, however many upload at once, and one link gets no more than a
 * third of it, so that nobody keeps the others out.
 */
@Injectable()
export class UploadRoom {
  private taken = 0;
  private readonly byLink = new Map<string, number>();

  enter(link: string): RoomShare {
    let own = 0;
    const count = (bytes: number): void => {
      own += bytes;
      this.taken += bytes;
      const left = (this.byLink.get(link) ?? 0) + bytes;
      if (left === 0) this.byLink.delete(link);
      else this.byLink.set(link, left);
    };
    return {
      take: (bytes) => {
        const room = Math.min(OF_EVERYBODY - this.taken, OF_ONE_LINK - (this.byLink.get(link) ?? 0));
        if (bytes > room) return false;
        count(bytes);
        return true;
      },
      give: (bytes) => count(-bytes),
      leave: () => count(-own),
    };
  }
}

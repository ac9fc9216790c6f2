import { UploadRoom } from './upload-room';

const MB = 1024 * 1024;

describe('Room for uploads', () => {
  it('ends with what one link may take, and others still have theirs', () => {
    const room = new UploadRoom();
    const [ana, anaAgain, bo] = [room.enter('ana'), room.enter('ana'), room.enter('bo')];
    expect([ana.take(20 * MB), anaAgain.take(13 * MB), anaAgain.take(12 * MB)]).toEqual([true, false, true]);
    expect(bo.take(32 * MB)).toBe(true);
  });

  it('ends for everybody together, and is given back', () => {
    const room = new UploadRoom();
    const shares = Array.from({ length: 50 }, (_, index) => room.enter(String(index)));
    expect(shares.filter((share) => share.take(10 * MB))).toHaveLength(9);
    for (const share of shares) share.leave();
    const again = room.enter('0');
    expect([again.take(32 * MB), again.take(1)]).toEqual([true, false]);
    again.give(20 * MB);
    expect([again.take(21 * MB), again.take(20 * MB)]).toEqual([false, true]);
    again.leave();
    expect(room.enter('0').take(32 * MB)).toBe(true);
  });
});

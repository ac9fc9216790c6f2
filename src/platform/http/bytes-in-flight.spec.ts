import { EventEmitter } from 'node:events';
import { BytesInFlight } from './bytes-in-flight';

const MEGABYTE = 1024 * 1024;

describe('The bytes in flight', () => {
  it('of one key are 96 MB at most, whatever others send', () => {
    const inFlight = new BytesInFlight();
    const answers = Array.from({ length: 3 }, () => new EventEmitter());
    for (const answer of answers) inFlight.countFor('a', answer)(32 * MEGABYTE);
    const one = inFlight.countFor('a', new EventEmitter());
    expect(() => one(1)).toThrow(expect.objectContaining({ code: 'too_busy' }));
    expect(() => inFlight.countFor('b', new EventEmitter())(32 * MEGABYTE)).not.toThrow();
    answers[0].emit('close');
    expect(() => one(32 * MEGABYTE)).not.toThrow();
    expect(() => one(1)).toThrow();
  });

  it('are 256 MB in all, and given back whole', () => {
    const inFlight = new BytesInFlight();
    for (let round = 0; round < 3; round += 1) {
      const answers = Array.from({ length: 8 }, () => new EventEmitter());
      answers.forEach((answer, key) => inFlight.countFor(`key ${key}`, answer)(32 * MEGABYTE));
      expect(() => inFlight.countFor('another', new EventEmitter())(1)).toThrow();
      for (const answer of answers) answer.emit('close');
    }
  });
});

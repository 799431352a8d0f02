import type { RandomStream } from "../contracts/random-stream.js";

/** Threefry-2x32 with 20 rounds (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): a keyed bijection of two 32-bit words. */
export function threefry(key0: number, key1: number, counter0: number, counter1: number): [number, number] {
  const keys = [key0, key1, key0 ^ key1 ^ 0x1bd11bda];
  let x0 = (counter0 + key0) | 0;
  let x1 = (counter1 + key1) | 0;
  for (let round = 0; round < 20; round++) {
    const turn = ROTATIONS[round & 7];
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << turn) | (x1 >>> (32 - turn))) ^ x0;
    if ((round & 3) === 3) {
      const block = (round + 1) >> 2;
      x0 = (x0 + keys[block % 3]) | 0;
      x1 = (x1 + keys[(block + 1) % 3] + block) | 0;
    }
  }
  return [x0 >>> 0, x1 >>> 0];
}

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24];
const WORD = 0x45d9f3b;
const NUMBER = 0x119de1f3;

class KeyedRandomStream implements RandomStream {
  constructor(
    private readonly key0: number,
    private readonly key1: number,
  ) {}

  uniform(...coordinates: readonly number[]): number {
    const [high, low] = this.words(coordinates);
    return ((high >>> 5) * 67108864 + (low >>> 6)) / 9007199254740992;
  }

  /** Box-Muller. */
  normal(...coordinates: readonly number[]): number {
    const [radius, angle] = this.words(coordinates);
    return Math.sqrt(-2 * Math.log((radius + 1) / 4294967297)) * Math.cos((2 * Math.PI * angle) / 4294967296);
  }

  at(...key: readonly (string | number)[]): RandomStream {
    let key0 = this.key0;
    let key1 = this.key1;
    for (const part of key) {
      if (typeof part === "number") [key0, key1] = threefry(key0, key1, part, NUMBER);
      else for (const character of `${part}\0`) [key0, key1] = threefry(key0, key1, character.codePointAt(0) ?? 0, WORD);
    }
    return new KeyedRandomStream(key0, key1);
  }

  private words(coordinates: readonly number[]): [number, number] {
    let words: [number, number] = [this.key0, this.key1];
    for (let place = 0; place < coordinates.length; place++) words = threefry(words[0], words[1], coordinates[place], place);
    return words;
  }
}

/** The stream of a whole run; everything random in it is one of its `at` streams. `seed` is an integer. */
export function randomStream(seed: number): RandomStream {
  const [key0, key1] = threefry(seed | 0, Math.floor(seed / 4294967296) | 0, 0, 0);
  return new KeyedRandomStream(key0, key1);
}

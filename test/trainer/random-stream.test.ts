import { randomStream } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import type { threefry as Threefry } from "../../core/src/trainer/random-stream.js";
import { core } from "./core.js";

const threefry: typeof Threefry = core("trainer/random-stream").threefry;

/** Known answers of the authors' reference implementation (Random123, kat_vectors, "threefry 2x32 20"): key, counter, result. */
const KNOWN: readonly (readonly [readonly [number, number], readonly [number, number], readonly [number, number]])[] = [
  [
    [0, 0],
    [0, 0],
    [0x6b200159, 0x99ba4efe],
  ],
  [
    [0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x1cb996fc, 0xbb002be7],
  ],
  [
    [0x13198a2e, 0x03707344],
    [0x243f6a88, 0x85a308d3],
    [0xc4923a9c, 0x483df7a0],
  ],
];

const word = fc.integer({ min: 0, max: 0xffffffff });
const seed = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const coordinates = fc.array(fc.nat(), { minLength: 1, maxLength: 4 });

describe("threefry", () => {
  for (const [key, counter, result] of KNOWN) {
    it(`gives the known answer for counter ${counter.map((value) => value.toString(16)).join(" ")}`, () => {
      expect(threefry(...key, ...counter)).to.deep.equal(result);
    });
  }

  it("takes words modulo 2^32, negative ones too", () => {
    fc.assert(
      fc.property(word, word, word, word, (a, b, c, d) => {
        expect(threefry(a | 0, b | 0, c | 0, d | 0)).to.deep.equal(threefry(a, b, c, d));
      }),
    );
  });
});

describe("randomStream", () => {
  it("is uniform in [0,1): moments, and equal shares of 16 bins", () => {
    const count = 1 << 16;
    const numbers = Array.from({ length: count }, (_, place) => randomStream(7).uniform(place >> 8, place & 255));
    expect(Math.min(...numbers.slice(0, 1000))).to.be.at.least(0);
    expect(Math.max(...numbers.slice(0, 1000))).to.be.below(1);
    const bins = new Array<number>(16).fill(0);
    for (const number of numbers) bins[Math.floor(number * 16)] += 1;
    const chiSquare = bins.reduce((sum, bin) => sum + (bin - count / 16) ** 2 / (count / 16), 0);
    // 15 degrees of freedom: beyond 44.3 with probability 1e-4.
    expect(chiSquare).to.be.below(44.3);
    expect(mean(numbers)).to.be.closeTo(0.5, 4 / Math.sqrt(12 * count));
    expect(mean(numbers.map((number) => number * number))).to.be.closeTo(1 / 3, 4 * Math.sqrt(4 / 45 / count));
  });

  it("uses all 53 bits: the low half of a number is as uniform as the high half", () => {
    const low = Array.from({ length: 4096 }, (_, place) => (randomStream(3).uniform(place) * 2 ** 27) % 1);
    expect(mean(low)).to.be.closeTo(0.5, 4 / Math.sqrt(12 * low.length));
    expect(new Set(low).size).to.equal(low.length);
  });

  it("is standard normal: four moments, and the share beyond two", () => {
    const count = 1 << 16;
    const numbers = Array.from({ length: count }, (_, place) => randomStream(7).normal(place));
    const moment = (power: number): number => mean(numbers.map((number) => number ** power));
    const near = (variance: number): number => 4 * Math.sqrt(variance / count);
    expect(moment(1)).to.be.closeTo(0, near(1));
    expect(moment(2)).to.be.closeTo(1, near(2));
    expect(moment(3)).to.be.closeTo(0, near(15));
    expect(moment(4)).to.be.closeTo(3, near(96));
    expect(mean(numbers.map((number) => (Math.abs(number) > 2 ? 1 : 0)))).to.be.closeTo(0.0455, near(0.0455));
    expect(numbers.every(Number.isFinite)).to.equal(true);
  });

  it("depends on the coordinates alone, not on what was asked before or by whom", () => {
    fc.assert(
      fc.property(seed, fc.array(coordinates, { minLength: 1, maxLength: 8 }), (value, asked) => {
        const stream = randomStream(value).at("place");
        const forth = asked.map((place) => stream.uniform(...place));
        const back = [...asked].reverse().map((place) =>
          randomStream(value)
            .at("place")
            .uniform(...place),
        );
        expect(back.reverse()).to.deep.equal(forth);
      }),
    );
  });

  it("gives different numbers for different seeds, coordinates and keys", () => {
    const key = fc.array(fc.oneof(fc.nat({ max: 50 }), fc.string({ maxLength: 3 })), { maxLength: 3 });
    const place = fc.tuple(fc.nat({ max: 50 }), key, fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 3 }));
    fc.assert(
      fc.property(fc.uniqueArray(place, { minLength: 2, maxLength: 20, selector: (entry) => JSON.stringify(entry) }), (places) => {
        const numbers = places.map(([value, path, at]) =>
          randomStream(value)
            .at(...path)
            .uniform(...at),
        );
        expect(new Set(numbers).size).to.equal(places.length);
      }),
    );
  });

  it("takes seeds beyond 32 bits apart", () => {
    const seeds = [1, 2 ** 32 + 1, 2 ** 33 + 1, 2 ** 52 + 1, Number.MAX_SAFE_INTEGER];
    expect(new Set(seeds.map((value) => randomStream(value).uniform(0))).size).to.equal(seeds.length);
  });

  it("names streams by words as they are: parts do not run into one another, and steps add up", () => {
    const root = randomStream(1);
    const first = [root.at("ab", "c"), root.at("a", "bc"), root.at("abc"), root.at("1"), root.at(1), root].map((stream) => stream.uniform(0));
    expect(new Set(first).size).to.equal(first.length);
    expect(root.at("a").at(3, "b").uniform(0)).to.equal(root.at("a", 3, "b").uniform(0));
  });

  it("gives streams that do not correlate: neighbouring seeds, keys and coordinates", () => {
    const count = 4096;
    const column = (of: (place: number) => number): number[] => Array.from({ length: count }, (_, place) => of(place) - 0.5);
    const base = randomStream(5).at("draw");
    const columns = [
      column((place) => base.at(0).uniform(place)),
      column((place) => base.at(1).uniform(place)),
      column((place) => base.at(place).uniform(0)),
      column((place) => base.uniform(0, place)),
      column((place) => base.uniform(1, place)),
      column((place) => randomStream(place).uniform(0)),
      column((place) => randomStream(6).at("draw").at(0).uniform(place)),
    ];
    // A correlation of independent columns is about normal with deviation 1/√count.
    for (const [place, a] of columns.entries())
      for (const b of columns.slice(place + 1)) {
        expect(Math.abs(12 * mean(a.map((value, row) => value * b[row])))).to.be.below(4.5 / Math.sqrt(count));
      }
  });
});

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

import { randomStream } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import { arbitraryBatch } from "./arbitrary-batch.js";
import { core } from "./core.js";

const { miniBatches } = core("trainer/mini-batches");

const dealt = fc.tuple(arbitraryBatch(), fc.integer({ min: 2, max: 9 }), fc.nat());

function rowsOf(parts: ReturnType<typeof miniBatches>): readonly string[][] {
  return parts.map((part) => part.rollouts.map(({ text }) => text));
}

describe("miniBatches", () => {
  it("deals every row to exactly one part, in parts of nearly equal size, none empty", () => {
    fc.assert(
      fc.property(dealt, ([batch, count, seed]) => {
        const parts = rowsOf(miniBatches(batch, count, randomStream(seed)));
        expect(parts.flat().sort()).to.deep.equal(batch.rollouts.map(({ text }) => text).sort());
        expect(parts).to.have.length(Math.min(count, batch.rows));
        const sizes = parts.map((part) => part.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).to.be.at.most(1);
      }),
    );
  });

  it("is the batch itself where there is one", () => {
    fc.assert(
      fc.property(arbitraryBatch(), (batch) => {
        const [part, ...others] = miniBatches(batch, 1, randomStream(1));
        expect(part).to.equal(batch);
        expect(others).to.deep.equal([]);
      }),
    );
  });

  it("deals by its stream alone, and each pair of rows about as often together as chance has it", () => {
    const [batch] = fc.sample(
      arbitraryBatch(7).filter(({ rows }) => rows === 6),
      { numRuns: 1, seed: 1 },
    );
    const deals = Array.from({ length: 2000 }, (_, seed) => rowsOf(miniBatches(batch, 2, randomStream(seed))));
    expect(rowsOf(miniBatches(batch, 2, randomStream(5)))).to.deep.equal(deals[5]);
    for (const [a, b] of [
      ["row 0", "row 1"],
      ["row 0", "row 5"],
      ["row 2", "row 3"],
    ]) {
      const together = deals.filter((parts) => parts.some((part) => part.includes(a) && part.includes(b))).length;
      // 2 of the 5 other rows share a row's part.
      expect(together / deals.length).to.be.closeTo(0.4, 4 * Math.sqrt(0.24 / deals.length));
    }
  });
});

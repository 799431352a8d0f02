import type { Batch } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import { arbitraryBatch } from "./arbitrary-batch.js";
import { core } from "./core.js";

const { microBatches } = core("trainer/micro-batches");

const limited = fc.tuple(arbitraryBatch(), fc.integer({ min: 1, max: 40 }));

/** A sum over the action tokens of a batch, as losses are. */
function sumOverTokens(batch: Batch): number {
  return batch.action.reduce((sum, action, place) => sum + action * (batch.advantages?.[place] ?? NaN) * batch.tokens[place], 0);
}

describe("microBatches", () => {
  it("puts every row into exactly one part", () => {
    fc.assert(
      fc.property(limited, ([batch, limit]) => {
        const rows = microBatches(batch, limit).flatMap((part) => part.rollouts.map(({ text }) => text));
        expect(rows.sort()).to.deep.equal(batch.rollouts.map(({ text }) => text).sort());
      }),
    );
  });

  it("keeps the padded tokens of a part within the limit, unless one row alone is beyond it", () => {
    fc.assert(
      fc.property(limited, ([batch, limit]) => {
        for (const { rows, length } of microBatches(batch, limit)) expect(rows * length <= limit || rows === 1).to.equal(true);
      }),
    );
  });

  it("sums up to the batch", () => {
    fc.assert(
      fc.property(limited, ([batch, limit]) => {
        const parts = microBatches(batch, limit);
        expect(parts.reduce((sum, part) => sum + sumOverTokens(part), 0)).to.be.closeTo(sumOverTokens(batch), 1e-3);
        expect(parts.reduce((sum, part) => sum + part.actionTokens, 0)).to.equal(batch.actionTokens);
      }),
    );
  });

  it("puts rows of similar length together: no part begins below where the one before ends", () => {
    fc.assert(
      fc.property(limited, ([batch, limit]) => {
        const lengths = microBatches(batch, limit).flatMap((part) => [...part.lengths]);
        expect(lengths).to.deep.equal([...lengths].sort((a, b) => a - b));
      }),
    );
  });

  it("makes one part of a small batch and none of an empty one", () => {
    fc.assert(
      fc.property(arbitraryBatch(), (batch) => {
        expect(microBatches(batch)).to.have.length(1);
      }),
    );
    const empty = { rows: 0, length: 0, lengths: new Int32Array(0), rollouts: [] } as unknown as Batch;
    expect(microBatches(empty)).to.deep.equal([]);
  });
});

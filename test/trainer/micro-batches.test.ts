import type { Batch } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import { arbitraryBatch } from "./arbitrary-batch.js";
import { core } from "./core.js";

const { microBatches } = core("trainer/micro-batches");

const limited = fc.tuple(arbitraryBatch(), fc.integer({ min: 1, max: 60 }), fc.constantFrom(1, 2, 8));

/** Tokens computed for a batch whose prompts are encoded once a group: a prompt ends where the first action begins, a completion with the last. */
function computedTokens({ rows, length, action, groups }: Batch, stride: number): number {
  const padded = (tokens: number): number => Math.max(stride, Math.ceil(tokens / stride) * stride);
  const ofRows = Array.from({ length: rows }, (_, row) => {
    const places = Array.from({ length }, (__, column) => column).filter((column) => action[row * length + column] === 1);
    return { prompt: places[0] ?? 0, completion: places.length === 0 ? 0 : places[places.length - 1] - places[0] + 1 };
  });
  const longest = (of: "prompt" | "completion"): number => padded(Math.max(...ofRows.map((row) => row[of])));
  return new Set(groups).size * longest("prompt") + rows * longest("completion");
}

/** Rows with a prompt of `prompt` tokens and completions of the given lengths. */
function batchOf(prompt: number, completions: readonly number[], groups: readonly number[]): Batch {
  const length = prompt + Math.max(...completions);
  const inside = (place: number): boolean => place % length >= prompt && place % length < prompt + completions[Math.floor(place / length)];
  const action = Uint8Array.from({ length: completions.length * length }, (_, place) => Number(inside(place)));
  return {
    ...{ rows: completions.length, length, action, tokens: new Int32Array(action.length), temperature: 1, actionTokens: 1, rollouts: [], verdicts: [] },
    lengths: Int32Array.from(completions, (completion) => prompt + completion),
    groups: Int32Array.from(groups),
  };
}

/** A sum over the action tokens of a batch, as losses are. */
function sumOverTokens(batch: Batch): number {
  return batch.action.reduce((sum, action, place) => sum + action * (batch.advantages?.[place] ?? NaN) * batch.tokens[place], 0);
}

describe("microBatches", () => {
  it("puts every row into exactly one part", () => {
    fc.assert(
      fc.property(limited, ([batch, limit, stride]) => {
        const rows = microBatches(batch, limit, stride).flatMap((part) => part.rollouts.map(({ text }) => text));
        expect(rows.sort()).to.deep.equal(batch.rollouts.map(({ text }) => text).sort());
      }),
    );
  });

  it("keeps the tokens that are computed for a part within the limit, unless one row alone is beyond it", () => {
    fc.assert(
      fc.property(limited, ([batch, limit, stride]) => {
        for (const part of microBatches(batch, limit, stride)) expect(part.rows === 1 || computedTokens(part, stride) <= limit).to.equal(true);
      }),
    );
  });

  it("gives several lanes equal shares, in parts as many as they are or a multiple of that", () => {
    const rows = Array.from({ length: 64 }, (_, row) => row);
    const batch = batchOf(
      20,
      rows.map(() => 20),
      rows.map((row) => row >> 2),
    );
    const sizes = (laneCount: number): number[] => microBatches(batch, 1024, 8, laneCount).map((part) => part.rows);
    expect(sizes(1)).to.deep.equal([32, 32]);
    expect(sizes(2)).to.deep.equal([32, 32]);
    expect(sizes(4)).to.deep.equal([16, 16, 16, 16]);
    expect(sizes(3)).to.have.length.within(3, 5);
  });

  it("has every row once, and no lane with more to compute than one lane alone, however many lanes there are", () => {
    fc.assert(
      fc.property(arbitraryBatch(60), fc.integer({ min: 1, max: 5 }), (batch, laneCount) => {
        const of = (count: number): number[] => {
          const parts = microBatches(batch, 1024, 8, count);
          expect(parts.reduce((sum, part) => sum + part.rows, 0)).to.equal(batch.rows);
          const costs = parts.map((part) => computedTokens(part, 8));
          return Array.from({ length: laneCount }, (_, lane) =>
            costs.filter((_cost, place) => place % laneCount === lane).reduce((sum, cost) => sum + cost, 0),
          );
        };
        expect(Math.max(...of(laneCount))).to.be.at.most(Math.max(...of(1)));
      }),
    );
  });

  it("has few shapes where a stride is given: rows as long as a multiple of it, filled with nothing, in few numbers", () => {
    fc.assert(
      fc.property(arbitraryBatch(40), (batch) => {
        for (const { rows, length, lengths, tokens, action, groups } of microBatches(batch, 150, 8)) {
          expect(length % 32).to.equal(0);
          const ofFirst = groups.filter((group) => group === groups[0]).length;
          expect([rows, rows / ofFirst].some((count) => [1, 2, 3, 4, 6, 8, 12, 16, 24, 32].includes(count))).to.equal(true);
          const outside = (_: number, place: number): boolean => place % length >= lengths[Math.floor(place / length)];
          expect(tokens.filter(outside).every((token) => token === 0)).to.equal(true);
          expect(action.filter(outside).every((value) => value === 0)).to.equal(true);
        }
      }),
    );
  });

  it("sums up to the batch", () => {
    fc.assert(
      fc.property(limited, ([batch, limit, stride]) => {
        const parts = microBatches(batch, limit, stride);
        expect(parts.reduce((sum, part) => sum + sumOverTokens(part), 0)).to.be.closeTo(sumOverTokens(batch), 1e-3);
        expect(parts.reduce((sum, part) => sum + part.actionTokens, 0)).to.equal(batch.actionTokens);
      }),
    );
  });

  it("keeps rows of one group together, whose prompt is then computed once", () => {
    const batch = batchOf(6, new Array<number>(12).fill(4), [3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2]);
    expect(microBatches(batch, 22, 1).map(({ groups }) => [...groups])).to.deep.equal([
      [1, 1, 1, 1],
      [2, 2, 2, 2],
      [3, 3, 3, 3],
    ]);
  });

  it("puts rows of similar length together where that saves more than a prompt", () => {
    const batch = batchOf(2, [3, 30, 4, 29], [1, 1, 2, 2]);
    expect(microBatches(batch, 64, 1).map(({ lengths }) => [...lengths])).to.deep.equal([
      [5, 6],
      [31, 32],
    ]);
    const long = batchOf(60, [3, 30, 4, 29], [1, 1, 2, 2]);
    expect(microBatches(long, 124, 1).map(({ groups }) => [...groups])).to.deep.equal([
      [2, 2],
      [1, 1],
    ]);
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

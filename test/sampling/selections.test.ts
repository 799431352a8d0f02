import { randomStream, type Batch, type Selection } from "@lode/core";
import { all, bestOfN, informative } from "@lode/sampling";
import { expect } from "chai";
import fc from "fast-check";

function selectionOf(definition: typeof all): Selection {
  if (!("from" in definition.create)) throw new Error("a selection is a function");
  return definition.create.from({} as never);
}

/** A batch of rows with a group and a reward; nothing else matters to these selections. */
function batchOf(rows: readonly { readonly group: number; readonly reward: number }[]): Batch {
  const column = new Int32Array(rows.length).fill(1);
  return {
    ...{ rows: rows.length, length: 1, tokens: column, action: Uint8Array.from(column), lengths: column, actionTokens: rows.length },
    ...{ temperature: 1, rollouts: [], verdicts: [] },
    groups: Int32Array.from(rows, (row) => row.group),
    rewards: Float32Array.from(rows, (row) => row.reward),
  };
}

const rowsOf = fc.array(fc.record({ group: fc.integer({ min: 0, max: 5 }), reward: fc.constantFrom(-1, 0, 0.5, 1) }), { maxLength: 30 });
const random = randomStream(11);

describe("selection all", () => {
  it("keeps every row", () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        expect(selectionOf(all).select(batchOf(rows), random)).to.deep.equal(rows.map((_, row) => row));
      }),
    );
  });
});

describe("selection informative", () => {
  it("keeps a row exactly if another of its group has another reward", () => {
    const expected = (rows: readonly { group: number; reward: number }[]): number[] =>
      rows.flatMap((row, place) => (rows.some((other) => other.group === row.group && other.reward !== row.reward) ? [place] : []));
    fc.assert(
      fc.property(rowsOf, (rows) => {
        expect(selectionOf(informative).select(batchOf(rows), random)).to.deep.equal(expected(rows));
      }),
    );
  });

  it("needs rewards", () => {
    const { rewards: _, ...bare } = batchOf([{ group: 0, reward: 1 }]);
    expect(() => selectionOf(informative).select(bare, random)).to.throw(RangeError, "no column rewards");
  });
});

describe("selection best-of-n", () => {
  const select = (rows: readonly { group: number; reward: number }[]): readonly number[] => selectionOf(bestOfN).select(batchOf(rows), random);

  it("keeps one correct row of every group that has one, and no other", () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const chosen = select(rows);
        const groups = new Set(rows.filter((row) => row.reward > 0).map((row) => row.group));
        expect(new Set(chosen.map((row) => rows[row].group))).to.deep.equal(groups);
        expect(chosen).to.have.length(groups.size);
        for (const row of chosen) expect(rows[row].reward).to.be.greaterThan(0);
        expect(chosen).to.deep.equal([...chosen].sort((a, b) => a - b));
      }),
    );
  });

  it("chooses in a group whatever other groups stand beside it", () => {
    const isOf = (group: number) => (row: { group: number }) => row.group === group;
    fc.assert(
      fc.property(rowsOf, fc.integer({ min: 0, max: 5 }), (rows, group) => {
        const alone = rows.filter(isOf(group));
        const places = rows.flatMap((row, place) => (isOf(group)(row) ? [place] : []));
        expect(select(rows).filter((row) => rows[row].group === group)).to.deep.equal(select(alone).map((row) => places[row]));
      }),
    );
  });

  it("chooses every correct row equally often", () => {
    const groups = 6000;
    const pattern = [1, -1, 1, 0, 1];
    const rows = Array.from({ length: groups }, (_, group) => pattern.map((reward) => ({ group, reward }))).flat();
    const counts = [0, 0, 0, 0, 0];
    for (const row of select(rows)) counts[row % 5] += 1;
    const standardError = Math.sqrt((groups * 2) / 9);
    expect([counts[1], counts[3]]).to.deep.equal([0, 0]);
    for (const place of [0, 2, 4]) expect(Math.abs(counts[place] - groups / 3)).to.be.lessThan(4 * standardError);
  });
});

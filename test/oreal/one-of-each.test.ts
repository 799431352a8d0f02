import { randomStream, type Selection } from "@lode/core";
import { oneOfEach } from "@lode/oreal";
import { expect } from "chai";
import fc from "fast-check";
import { construct } from "../golden/construct.js";
import { batchOf } from "../math/tensors.js";

const selection: Selection = construct(oneOfEach, {});

function select(rewards: readonly number[], groups: readonly number[], seed: number): readonly number[] {
  const batch = batchOf(
    rewards.map(() => [1]),
    { rewards: Float32Array.from(rewards), groups: Int32Array.from(groups) },
  );
  return selection.select(batch, randomStream(seed));
}

describe("selection one-of-each", () => {
  it("keeps one correct and one wrong row of every mixed group, in ascending order", () => {
    const rows = fc.array(fc.tuple(fc.constantFrom(-1, 0, 0.5, 1), fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(rows, fc.nat(), (list, seed) => {
        const [rewards, groups] = [list.map(([reward]) => reward), list.map(([, group]) => group)];
        const chosen = select(rewards, groups, seed);
        expect(chosen).to.deep.equal([...chosen].sort((a, b) => a - b));
        for (const group of [0, 1, 2, 3, 4]) {
          const of = (rowsOf: readonly number[], correct: boolean): number =>
            rowsOf.filter((row) => groups[row] === group && rewards[row] > 0 === correct).length;
          const all = [...rewards.keys()];
          const mixed = of(all, true) > 0 && of(all, false) > 0 ? 1 : 0;
          expect([of(chosen, true), of(chosen, false)]).to.deep.equal([mixed, mixed]);
        }
      }),
    );
  });

  it("chooses each row with equal probability", () => {
    const counts = [0, 0, 0, 0, 0];
    for (let seed = 0; seed < 3000; seed++) for (const row of select([1, -1, 1, 1, -1], [6, 6, 6, 6, 6], seed)) counts[row]++;
    for (const row of [0, 2, 3]) expect(counts[row]).to.be.within(900, 1100);
    for (const row of [1, 4]) expect(counts[row]).to.be.within(1390, 1610);
  });

  it("chooses the correct and the wrong row, and rows of different groups, independently", () => {
    let [pairs, groups] = [0, 0];
    for (let seed = 0; seed < 2000; seed++) {
      const [first, second, third] = select([1, 1, -1, -1, 1, 1, -1, -1], [0, 0, 0, 0, 1, 1, 1, 1], seed);
      if (second === first + 2) pairs++;
      if (third === first + 4) groups++;
    }
    expect(pairs).to.be.within(900, 1100);
    expect(groups).to.be.within(900, 1100);
  });

  it("keys its choice by group, whatever else is in the batch", () => {
    const alone = select([1, -1, 1, -1], [3, 3, 3, 3], 5);
    const beside = select([1, 1, -1, 1, -1, -1], [8, 3, 3, 3, 3, 8], 5);
    expect(beside.filter((row) => row > 0 && row < 5).map((row) => row - 1)).to.deep.equal(alone);
  });
});

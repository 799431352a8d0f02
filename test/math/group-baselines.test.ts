import { groupRelative, leaveOneOut, lengthWeightedBaseline, mapGroups } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";

const rewardsAndGroups = fc
  .array(fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 12 })
  .map((rows) => ({ rewards: rows.map(([reward]) => reward), groups: rows.map(([, group]) => group) }));

const std = { scale: "std", epsilon: 1e-6 } as const;

describe("groupRelative", () => {
  it("standardises with the sample deviation", () => {
    const values = groupRelative([1, 0, 0, 7], [5, 5, 5, 2], { scale: "std", epsilon: 0.5 });
    const divisor = Math.sqrt(1 / 3) + 0.5;
    [2 / 3 / divisor, -1 / 3 / divisor, -1 / 3 / divisor, 7 / 1.5].forEach((expected, row) => expect(values[row]).to.be.closeTo(expected, 1e-12));
  });

  it("gives 0 where a group's rewards are equal", () => {
    for (const value of groupRelative([0.3, 0.3, 0.3], [1, 1, 1], std)) expect(value).to.be.closeTo(0, 1e-9);
  });

  it("has mean 0 and does not see a shift of the rewards, in every group of two or more", () => {
    fc.assert(
      fc.property(rewardsAndGroups, ({ rewards, groups }) => {
        const unscaled = groupRelative(rewards, groups, { scale: "none" });
        const shifted = groupRelative(
          rewards.map((reward) => reward + 3),
          groups,
          { scale: "none" },
        );
        for (const group of new Set(groups)) {
          const rows = groups.flatMap((other, row) => (other === group ? [row] : []));
          if (rows.length === 1) continue;
          expect(rows.reduce((sum, row) => sum + unscaled[row], 0)).to.be.closeTo(0, 1e-9);
          for (const row of rows) expect(shifted[row]).to.be.closeTo(unscaled[row], 1e-9);
        }
      }),
    );
  });
});

describe("leaveOneOut", () => {
  it("is the unscaled group advantage times n / (n - 1)", () => {
    fc.assert(
      fc.property(rewardsAndGroups, ({ rewards, groups }) => {
        const unscaled = groupRelative(rewards, groups, { scale: "none" });
        leaveOneOut(rewards, groups).forEach((value, row) => {
          const n = groups.filter((group) => group === groups[row]).length;
          expect(value).to.be.closeTo(n === 1 ? rewards[row] : (unscaled[row] * n) / (n - 1), 1e-9);
        });
      }),
    );
  });

  it("gives OREAL's advantages for n of K correct, rewards plus and minus 1", () => {
    const [K, n] = [16, 5];
    const values = leaveOneOut(
      Array.from({ length: K }, (_, row) => (row < n ? 1 : -1)),
      new Int32Array(K),
    );
    expect(values[0]).to.be.closeTo((2 * (K - n)) / (K - 1), 1e-12);
    expect(values[K - 1]).to.be.closeTo((-2 * n) / (K - 1), 1e-12);
  });
});

describe("lengthWeightedBaseline", () => {
  it("subtracts the mean over tokens", () => {
    expect([...lengthWeightedBaseline([1, 0, 4], [0, 0, 1], [1, 3, 9])]).to.deep.equal([0.75, -0.25, 4]);
  });

  it("is the unscaled group advantage where lengths are equal", () => {
    const rewards = [1, -1, 0.5, 2];
    const groups = [0, 1, 0, 1];
    const values = lengthWeightedBaseline(rewards, groups, [6, 6, 6, 6]);
    groupRelative(rewards, groups, { scale: "none" }).forEach((value, row) => expect(values[row]).to.be.closeTo(value, 1e-12));
  });
});

describe("mapGroups", () => {
  it("puts results back in their rows and refuses arrays of other lengths", () => {
    expect([...mapGroups([3, 5, 7], [1, 0, 1], (values, rows) => values.map((value, place) => value * 10 + rows[place]))]).to.deep.equal([30, 51, 72]);
    expect(() => mapGroups([1], [1, 2], (values) => values)).to.throw(RangeError, "groups has 2 numbers");
    expect(() => lengthWeightedBaseline([1], [1], [])).to.throw(RangeError, "tokenCounts has 0 numbers");
  });
});

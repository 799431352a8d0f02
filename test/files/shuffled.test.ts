import { randomStream } from "@lode/core";
import { shuffled } from "@lode/files";
import { expect } from "chai";

describe("a shuffled order", () => {
  it("is each of all orders equally often", () => {
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 2400; draw++) {
      const order = shuffled(4, randomStream(1).at(draw)).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).to.equal(24);
    // Chi-square with 23 degrees of freedom: beyond 49.7 with a probability of 0.001.
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
    expect(chiSquare).to.be.below(49.7);
  });

  it("has every number once", () => {
    expect([...shuffled(1000, randomStream(2))].sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 1000 }, (_, place) => place));
    expect([...shuffled(1, randomStream(2))]).to.deep.equal([0]);
  });
});

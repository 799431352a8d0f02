import { applyOperation, sampleChain } from "@lode/chains";
import { randomStream } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";

function sampled(steps: number, modulus: number, seed: number) {
  const stream = randomStream(seed);
  let place = 0;
  return sampleChain(steps, modulus, () => stream.uniform(place++));
}

describe("sampleChain", () => {
  it("has as many operations as were asked for, and only operations that are one-to-one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 3, max: 99 }), fc.nat(), (steps, modulus, seed) => {
        const { start, operations } = sampled(steps, modulus, seed);
        const values = Array.from({ length: modulus }, (_, value) => value);
        expect(operations).to.have.length(steps);
        expect(start).to.be.within(0, modulus - 1);
        for (const operation of operations) {
          const results = values.map((value) => applyOperation(operation, value, modulus));
          expect(
            [...results].sort((a, b) => a - b),
            JSON.stringify(operation),
          ).to.deep.equal(values);
          expect(results, "something happens").to.not.deep.equal(values);
        }
      }),
    );
  });

  it("draws operators and operands uniformly", () => {
    const operations = Array.from({ length: 600 }, (_, seed) => sampled(10, 7, seed)).flatMap((chain) => chain.operations);
    for (const [operator, operands] of [
      ["+", [1, 2, 3, 4, 5, 6]],
      ["-", [1, 2, 3, 4, 5, 6]],
      ["*", [2, 3, 4, 5, 6]],
    ] as const) {
      const found = operations.filter((operation) => operation.operator === operator).map(({ operand }) => operand);
      const shares = operands.map((operand) => found.filter((other) => other === operand).length / found.length);
      expect(found.length / 6000, operator).to.be.closeTo(1 / 3, 0.025);
      for (const share of shares) expect(share, operator).to.be.closeTo(1 / operands.length, 0.03);
      expect(new Set(found).size).to.equal(operands.length);
    }
  });

  it("draws the start uniformly", () => {
    const starts = Array.from({ length: 700 }, (_, seed) => sampled(1, 7, seed).start);
    for (let start = 0; start < 7; start++) expect(starts.filter((drawn) => drawn === start).length / 700, `${start};`).to.be.closeTo(1 / 7, 0.05);
  });
});

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

  it("draws start, operators and operands uniformly", () => {
    const chains = Array.from({ length: 600 }, (_, seed) => sampled(10, 7, seed));
    const counts = new Map<string, number>();
    for (const { operator, operand } of chains.flatMap(({ operations }) => operations))
      for (const key of [operator, `${operator}${operand}`]) counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const operator of ["+", "-", "*"]) expect((counts.get(operator) ?? 0) / 6000, operator).to.be.closeTo(1 / 3, 0.025);
    for (let operand = 1; operand <= 6; operand++) expect((counts.get(`+${operand}`) ?? 0) / 2000, `+${operand}`).to.be.closeTo(1 / 6, 0.03);
    for (let operand = 2; operand <= 6; operand++) expect((counts.get(`*${operand}`) ?? 0) / 2000, `*${operand}`).to.be.closeTo(1 / 5, 0.03);
    expect(counts.has("*1")).to.equal(false);
    for (let start = 0; start < 7; start++) expect(chains.filter((chain) => chain.start === start).length / 600, `${start};`).to.be.closeTo(1 / 7, 0.05);
  });
});

import { canonicalForm, chainText, sampleChain, type Chain, type Operation } from "@lode/chains";
import { expect } from "chai";
import fc from "fast-check";
import { evaluateChain } from "./evaluate-chain.js";

const operation: fc.Arbitrary<Operation> = fc.record({
  operator: fc.constantFrom("+" as const, "-" as const, "*" as const),
  operand: fc.integer({ min: 1, max: 8 }),
});
const chain: fc.Arbitrary<Chain> = fc.record({
  modulus: fc.integer({ min: 3, max: 11 }),
  start: fc.nat(8),
  operations: fc.array(operation, { minLength: 1, maxLength: 12 }),
});

describe("canonicalForm", () => {
  it("does not see the order of neighbouring sums and differences, or of neighbouring products", () => {
    fc.assert(
      fc.property(chain, fc.nat(), (drawn, choice) => {
        const at = choice % drawn.operations.length;
        const [one, next] = [drawn.operations[at], drawn.operations.at(at + 1) ?? drawn.operations[at]];
        const swapped = { ...drawn, operations: drawn.operations.map((kept, place) => (place === at ? next : place === at + 1 ? one : kept)) };
        const commute = at + 1 < drawn.operations.length && (one.operator === "*") === (next.operator === "*");
        if (commute) expect(canonicalForm(swapped)).to.equal(canonicalForm(drawn));
      }),
    );
  });

  it("is itself a chain of the same value", () => {
    fc.assert(
      fc.property(chain, (drawn) => {
        expect(evaluateChain(canonicalForm(drawn))).to.equal(evaluateChain(chainText(drawn)));
      }),
    );
  });

  it("sees start, modulus, operands, and the order of a sum and a product", () => {
    const forms = ["4;+3*2%7", "5;+3*2%7", "4;+3*2%8", "4;+2*2%7", "4;-3*2%7", "4;*2+3%7"].map((text) => canonicalForm(read(text)));
    expect(new Set(forms).size).to.equal(6);
    expect(canonicalForm(read("4;-5+3*2*6+1%7"))).to.equal("4;+3-5*2*6+1%7");
  });

  it("leaves the chain as it was", () => {
    const drawn = sampleChain(12, 7, () => 0.4);
    const before = chainText(drawn);
    canonicalForm(drawn);
    expect(chainText(drawn)).to.equal(before);
  });
});

function read(text: string): Chain {
  const [start, operations, modulus] = text.split(/[;%]/);
  const written = operations.match(/[+*-]\d+/g) ?? [];
  return { start: Number(start), modulus: Number(modulus), operations: written.map((each) => ({ operator: each[0] as "+", operand: Number(each.slice(1)) })) };
}

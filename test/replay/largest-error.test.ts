import { expect } from "chai";
import { core } from "./core.js";

const { largestError } = core("replay/largest-error");

describe("largestError", () => {
  it("measures in units of the tolerance and names the place", () => {
    expect(largestError({ a: 1.0001 }, { a: 1 }).error).to.be.within(0.9, 1);
    const found = largestError({ a: [[0, 2e-6]], b: { c: 1 } }, { a: [[0, 0]], b: { c: 1 } });
    expect(found.error).to.be.closeTo(2, 1e-9);
    expect(found).to.include({ place: "a[0][1]", computed: 2e-6, expected: 0 });
    expect(largestError({ b: { c: 2 } }, { b: { c: 1 } }).place).to.equal("b.c");
  });

  it("ignores what is not expected", () => {
    expect(largestError({ a: 1, b: 2 }, { a: 1 }).error).to.equal(0);
  });

  it("is infinite for what is missing, misshapen or no number", () => {
    for (const wrong of [
      {},
      { a: [[0, 0, 0]] },
      { a: [[0, NaN]] },
      { a: [[0, Infinity]] },
      { a: [[0]] },
      { a: [[0, "0"]] },
      { a: { 0: [0, 0] } },
      { a: 0 },
      null,
    ])
      expect(largestError(wrong, { a: [[0, 0]] }).error).to.equal(Infinity);
    expect(largestError({ a: 1 }, { a: NaN }).error, "expected is no number").to.equal(Infinity);
  });
});

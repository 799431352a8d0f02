import { operate, valueOf } from "@lode/arithmetic";
import { expect } from "chai";

describe("operate", () => {
  it("allows exactly the results 0..99, and of products those with factors up to 9", () => {
    for (let a = 0; a <= 99; a++)
      for (let b = 0; b <= 99; b++) {
        const sum = operate("+", a, b);
        const difference = operate("-", a, b);
        const product = operate("*", a, b);
        expect(sum === undefined ? -1 : valueOf(sum), `${a}+${b}`).to.equal(a + b > 99 ? -1 : a + b);
        expect(difference === undefined ? -1 : valueOf(difference), `${a}-${b}`).to.equal(a < b ? -1 : a - b);
        expect(product === undefined ? -1 : valueOf(product), `${a}*${b}`).to.equal(a > 9 || b > 9 ? -1 : a * b);
      }
  });

  it("computes with the values of operations", () => {
    const inner = operate("+", 4, 5) ?? 0;
    expect(operate("*", inner, 3)).to.deep.equal({ operator: "*", left: inner, right: 3, value: 27 });
    expect(operate("*", operate("+", 5, 5) ?? 0, 3)).to.equal(undefined);
  });
});

import { expressionText } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import { arbitraryExpression } from "../arithmetic/arbitrary-expression.js";
import { joined, parseExpression } from "../arithmetic/parse-expression.js";

describe("expressionText", () => {
  it("is read back as the same tree", () => {
    fc.assert(
      fc.property(arbitraryExpression, (expression) => {
        expect(parseExpression(expressionText(expression))).to.deep.equal(expression);
      }),
    );
  });

  it("has no pair of brackets that could be left out", () => {
    fc.assert(
      fc.property(arbitraryExpression, (expression) => {
        const text = expressionText(expression);
        for (const shorter of withoutOnePair(text)) expect(parseExpression(shorter), shorter).not.to.deep.equal(expression);
      }),
    );
  });

  it("writes the example of the task", () => {
    const example = joined("-", joined("+", 7, 3), joined("+", 2, 6));
    expect(expressionText(example)).to.equal("7+3-(2+6)");
    expect(expressionText(joined("+", 1, joined("*", 2, 3)))).to.equal("1+2*3");
    expect(expressionText(joined("*", joined("+", 1, 2), 3))).to.equal("(1+2)*3");
  });

  it("takes division as it takes a product", () => {
    const quotient = { operator: "/", left: 6, right: 3 } as const;
    expect(expressionText({ operator: "*", left: quotient, right: 2 })).to.equal("6/3*2");
    expect(expressionText({ operator: "/", left: 8, right: quotient })).to.equal("8/(6/3)");
    expect(expressionText({ operator: "-", left: 1, right: quotient })).to.equal("1-6/3");
  });
});

function withoutOnePair(text: string): readonly string[] {
  const open: number[] = [];
  const shorter: string[] = [];
  for (let place = 0; place < text.length; place++) {
    if (text[place] === "(") open.push(place);
    if (text[place] !== ")") continue;
    const start = open.pop() ?? -1;
    shorter.push(text.slice(0, start) + text.slice(start + 1, place) + text.slice(place + 1));
  }
  return shorter;
}

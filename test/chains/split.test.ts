import { splitOf } from "@lode/chains";
import { expect } from "chai";

const forms = Array.from({ length: 20000 }, (_, number) => `0;+${number}%7`);

describe("splitOf", () => {
  it("gives the test a fifth and each of the others two fifths of the forms", () => {
    const share = (split: string): number => forms.filter((form) => splitOf(form) === split).length / forms.length;
    expect(share("test")).to.be.closeTo(0.2, 0.012);
    expect(share("cold-start")).to.be.closeTo(0.4, 0.015);
    expect(share("reinforcement")).to.be.closeTo(0.4, 0.015);
  });

  it("stays as it is: another split would make old and new results incomparable", () => {
    const parts = {
      "0;+3%7": "test",
      "4;+3*2-5%7": "test",
      "0;+1%7": "cold-start",
      "6;*2*3%7": "cold-start",
      "0;+2%7": "reinforcement",
      "5;+1*3%7": "reinforcement",
    };
    for (const [form, part] of Object.entries(parts)) expect(splitOf(form), form).to.equal(part);
  });
});

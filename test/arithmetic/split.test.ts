import { splitOf } from "@lode/arithmetic";
import { expect } from "chai";

const forms = Array.from({ length: 20000 }, (_, number) => `+(${number},-(3,2))`);

describe("splitOf", () => {
  it("gives the test a fifth and each of the others two fifths of the forms", () => {
    const share = (split: string): number => forms.filter((form) => splitOf(form) === split).length / forms.length;
    expect(share("test")).to.be.closeTo(0.2, 0.012);
    expect(share("cold-start")).to.be.closeTo(0.4, 0.015);
    expect(share("reinforcement")).to.be.closeTo(0.4, 0.015);
  });

  it("stays as it is: another split would make old and new results incomparable", () => {
    const parts = { "+(1,2)": "test", "+(1,1)": "cold-start", "*(2,3)": "cold-start", "-(2,1)": "reinforcement", "+(*(2,3),4)": "reinforcement" };
    for (const [form, part] of Object.entries(parts)) expect(splitOf(form), form).to.equal(part);
  });
});

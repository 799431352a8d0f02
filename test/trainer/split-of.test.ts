import { splitOf } from "@lode/core";
import { expect } from "chai";

const forms = Array.from({ length: 20000 }, (_, number) => `+(${number},-(3,2))`);

/** Parts of some forms, by task. */
const PARTS = {
  arithmetic: { "+(1,2)": "test", "+(1,1)": "cold-start", "*(2,3)": "cold-start", "-(2,1)": "reinforcement", "+(*(2,3),4)": "reinforcement" },
  chains: {
    "0;+3%7": "test",
    "4;+3*2-5%7": "test",
    "0;+1%7": "cold-start",
    "6;*2*3%7": "cold-start",
    "0;+2%7": "reinforcement",
    "5;+1*3%7": "reinforcement",
  },
};

describe("splitOf", () => {
  it("gives the test a fifth and each of the others two fifths of the forms", () => {
    const share = (split: string): number => forms.filter((form) => splitOf("arithmetic", form) === split).length / forms.length;
    expect(share("test")).to.be.closeTo(0.2, 0.012);
    expect(share("cold-start")).to.be.closeTo(0.4, 0.015);
    expect(share("reinforcement")).to.be.closeTo(0.4, 0.015);
  });

  it("stays as it is: another split would make old and new results incomparable", () => {
    for (const [task, parts] of Object.entries(PARTS)) {
      for (const [form, part] of Object.entries(parts)) expect(splitOf(task, form), form).to.equal(part);
    }
  });

  it("splits each task in its own way", () => {
    expect(forms.filter((form) => splitOf("arithmetic", form) === splitOf("countdown", form)).length / forms.length).to.be.closeTo(0.36, 0.015);
  });
});

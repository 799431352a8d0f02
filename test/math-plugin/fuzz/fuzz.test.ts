import { expect } from "chai";
import { fuzz } from "./fuzz.js";

describe("the verifier math on cases made at random", () => {
  for (const [profile, from] of [
    ["strict", 0],
    ["lenient", 50_000],
  ] as const) {
    it(`breaks on none, accepts no other value and knows most equal ones (${profile})`, async () => {
      const { wronglyAccepted, missed, broken, equal } = await fuzz(from, from + 2000, profile);
      expect(broken).to.deep.equal([]);
      expect(wronglyAccepted).to.deep.equal([]);
      expect(equal).to.be.above(400);
      // The strict profile refuses sums and products where a number is asked for.
      if (profile === "lenient") expect(missed.length / equal).to.be.below(0.02);
    });
  }
});

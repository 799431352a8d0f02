import { expect } from "chai";
import { hasPublicCases, score, PUBLIC_CASES, type PublicName } from "./score.js";

describe("public collections of verifier cases", function () {
  this.timeout(60_000);

  if (!hasPublicCases()) {
    it("skipped: ../shared/verifier is not there");
    return;
  }
  for (const [name, { profile, atLeast, of }] of Object.entries(PUBLIC_CASES)) {
    it(`judges at least ${atLeast} of ${of} ${name} as they are labelled, ${profile}`, () => {
      const result = score(name as PublicName);
      expect(result.cases).to.equal(of);
      expect(result.asLabelled, `refused: ${result.wronglyRefused.join(", ")}`).to.be.at.least(atLeast);
      expect(result.tooSlow).to.deep.equal([]);
      if (profile === "strict") expect(result.wronglyAccepted).to.deep.equal([]);
    });
  }
});

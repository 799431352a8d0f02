import { expect } from "chai";
import { hasSharedCases, score, SHARED_CASES, type SharedName } from "./score.js";

describe("public collections of verifier cases", function () {
  this.timeout(60_000);

  if (!hasSharedCases()) {
    it("skipped: ../shared/verifier is not there");
    return;
  }
  for (const [name, { profile, atLeast, of }] of Object.entries(SHARED_CASES)) {
    it(`judges at least ${atLeast} of ${of} ${name} as they are labelled, ${profile}`, () => {
      const result = score(name as SharedName);
      expect(result.cases).to.equal(of);
      expect(result.asLabelled, `refused: ${result.wronglyRefused.join(", ")}`).to.be.at.least(atLeast);
      expect(result.tooSlow).to.deep.equal([]);
      if (profile === "strict") expect(result.wronglyAccepted).to.deep.equal([]);
    });
  }
});

import { compose } from "@lode/core";
import { expect } from "chai";

describe("what composition says of a recipe that is valid and hardly meant", () => {
  it("warns of token weights that the objective does not read", async () => {
    const recipe = { extends: "@lode/recipes/arithmetic/oreal.json" };
    expect((await compose(recipe)).warnings).to.deep.equal([]);
    const { warnings } = await compose({ ...recipe, objective: { use: "reinforce" } });
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include("oreal-token").and.to.include("not used");
  });

  it("refuses an evaluation that nothing judges", async () => {
    const recipe = { extends: "@lode/recipes/arithmetic/sft.json", verifier: null };
    const failure: unknown = await compose(recipe).catch((error: unknown) => error);
    expect(failure).to.include({ code: "CAPABILITY_UNMET" });
    expect((failure as { place: unknown }).place).to.include({ pointer: "/evaluation" });
    expect(failure).to.have.property("remedy").that.includes('"verifier"');
  });
});

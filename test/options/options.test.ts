import { expect } from "chai";
import { advantages } from "./advantages.js";
import { schemas } from "./catalogue.js";
import { datasets } from "./datasets.js";
import { judges } from "./judges.js";
import { objectives } from "./objectives.js";
import { policies } from "./policies.js";
import { engines } from "./engines.js";
import type { Proof } from "./proof.js";
import { prove } from "./prove.js";
import { recipes } from "./recipe.js";
import { rewardModels } from "./reward-models.js";
import { samplers } from "./samplers.js";
import { schemaOptions } from "./schema-options.js";
import { trackers } from "./trackers.js";
import { valueModels } from "./value-models.js";
import { verifiers } from "./verifiers.js";

const PROOFS: readonly Proof[] = [
  objectives,
  advantages,
  rewardModels,
  valueModels,
  policies,
  datasets,
  samplers,
  trackers,
  verifiers,
  judges,
  engines,
  recipes,
].flat();

describe("no dead knob", function () {
  this.timeout(20_000);

  it("has a proof for every option of every component and of the recipe, and for nothing else", () => {
    const options = [...schemas].flatMap(([owner, schema]) => schemaOptions(schema).map(({ path }) => `${owner} ${path}`));
    expect(PROOFS.map(({ owner, option }) => `${owner} ${option}`).sort()).to.deep.equal(options.sort());
  });

  for (const proof of PROOFS) {
    it(`${proof.owner} ${proof.option}`, async () => {
      expect(await prove(proof, schemas.get(proof.owner) ?? {})).to.deep.equal([]);
    });
  }
});

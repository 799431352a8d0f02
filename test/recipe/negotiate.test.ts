import { expect } from "chai";
import { failureOf } from "./failure-of.js";
import { composeStub } from "./stub-recipe.js";

interface Case {
  readonly changes: object;
  readonly pointer: string;
  readonly who: string;
  readonly need: string;
  readonly edit: string;
}

const UNMET: Readonly<Record<string, Case>> = {
  "an advantage without a critic": {
    changes: { advantage: { use: "gae" } },
    pointer: "/advantage",
    who: 'advantage "gae"',
    need: '"values"',
    edit: '"valueModel": { "use": "zero" }',
  },
  "an objective without an advantage": {
    changes: { advantage: null },
    pointer: "/objective",
    who: 'objective "reinforce"',
    need: '"advantages"',
    edit: '"advantage": { "use": "plain" }',
  },
  "an advantage without a reward model": {
    changes: { rewardModel: null },
    pointer: "/advantage",
    who: 'advantage "plain"',
    need: '"rewards"',
    edit: '"rewardModel": { "use": "outcome" }',
  },
  "an output that the policy has not": {
    changes: { objective: { use: "entropic", entropy: 0.1 } },
    pointer: "/objective",
    who: 'objective "entropic"',
    need: '"policy.entropy"',
    edit: '"policy": { "use": "rich" }',
  },
  "a group that is too small": {
    changes: { advantage: { use: "rloo" }, sampler: { use: "group", groupSize: 1 } },
    pointer: "/advantage",
    who: 'advantage "rloo"',
    need: "groups of at least 2",
    edit: '"sampler": { "groupSize": 2 }',
  },
  "a sampler that has no groups": {
    changes: { advantage: { use: "rloo" }, sampler: { use: "single" } },
    pointer: "/advantage",
    who: 'advantage "rloo"',
    need: "groups of at least 2",
    edit: '"sampler": { "use": "group", "groupSize": 2 }',
  },
  "a column of another sampler, whatever its options": {
    changes: { objective: { use: "corrected" }, sampler: { use: "single" } },
    pointer: "/objective",
    who: 'objective "corrected"',
    need: '"samplerLogprobs"',
    edit: '"sampler": { "use": "group" }',
  },
};

describe("negotiate", () => {
  for (const [what, { changes, pointer, who, need, edit }] of Object.entries(UNMET)) {
    it(`refuses ${what}: who, what and the edit`, async () => {
      const { code, message, place, remedy } = await failureOf(() => composeStub(changes));
      expect(code).to.equal("CAPABILITY_UNMET");
      expect(place).to.deep.equal({ file: "recipe", pointer });
      expect(message).to.contain(`${who} needs ${need}`);
      expect(remedy).to.contain(edit);
    });
  }

  it("names every unmet need at once", async () => {
    const { message, remedy } = await failureOf(() =>
      composeStub({ rewardModel: null, advantage: { use: "gae" }, objective: { use: "entropic", entropy: 1 } }),
    );
    for (const need of ['"rewards"', '"values"', '"policy.entropy"']) expect(message).to.contain(need);
    for (const slot of ["rewardModel", "valueModel", "policy"]) expect(remedy).to.contain(`"${slot}": {`);
  });

  it("says so when nothing is known that could help", async () => {
    const { remedy } = await failureOf(() => composeStub({ policy: { use: "rich" }, objective: { use: "entropic", entropy: 1 }, advantage: { use: "gae" } }));
    expect(remedy).to.not.contain("policy");
  });

  it("accepts what the options do not ask for", async () => {
    await composeStub({ objective: { use: "entropic", entropy: 0 } });
    await composeStub({ policy: { use: "rich" }, objective: { use: "entropic", entropy: 1 } });
    await composeStub({ advantage: { use: "rloo" }, sampler: { use: "group", groupSize: 2 } });
    await composeStub({ advantage: { use: "gae" }, valueModel: { use: "zero" } });
  });

  it("counts needs of nested components", async () => {
    const { code } = await failureOf(() =>
      composeStub({ advantage: { use: "gae" }, valueModel: { use: "zero" }, rewardModel: { use: "sum", rewards: [{ use: "token" }] } }),
    );
    expect(code).to.equal("CAPABILITY_CONFLICT");
  });

  it("refuses two that exclude each other", async () => {
    const { code, message, place } = await failureOf(() => composeStub({ rewardModel: { use: "token" }, valueModel: { use: "zero" } }));
    expect([code, place]).to.deep.equal(["CAPABILITY_CONFLICT", { file: "recipe", pointer: "/rewardModel" }]);
    expect(message).to.contain('rewardModel "token"').and.contain("values");
  });

  it("suggests a plugin of Lode that the recipe does not name", async () => {
    const unmet = await failureOf(() => composeStub({ objective: { use: "entropic", entropy: 1 } }));
    expect(unmet.remedy).to.contain('"policy": { "use": "transformer" } with "plugins": ["@lode/transformer"]');
    const unknown = await failureOf(() => composeStub({ advantage: { use: "opo" } }));
    expect(unknown.remedy).to.contain('add "plugins": ["@lode/reinforce"]');
  });
});

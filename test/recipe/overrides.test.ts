import { expect } from "chai";
import { core } from "./core.js";
import { failureOf } from "./failure-of.js";

const { applyOverrides } = core("recipe/overrides");
const { sourced, sourceOf } = core("recipe/merge-recipes");

type Recipe = Parameters<typeof sourced>[0];

const RECIPE: Recipe = {
  name: "r",
  sampler: { use: "group", groupSize: 8 },
  levels: [1, 2, 3],
  trackers: [{ use: "console", every: { steps: 1, seconds: 2 } }, { use: "jsonl" }],
};

function apply(...overrides: readonly string[]) {
  return applyOverrides(sourced(RECIPE, { label: "r.json", directory: "/recipes" }), overrides, "/elsewhere");
}

describe("applyOverrides", () => {
  const cases: readonly (readonly [override: string, changes: object])[] = [
    ["name=other", { name: "other" }],
    ["name=", { name: "" }],
    ["name=a=b", { name: "a=b" }],
    ['name="7"', { name: "7" }],
    ["seed=7", { seed: 7 }],
    ["seed=1e-3", { seed: 0.001 }],
    ["seed=true", { seed: true }],
    ["seed=1.2.3", { seed: "1.2.3" }],
    ["seed=-", { seed: "-" }],
    ["sampler.groupSize=2", { sampler: { use: "group", groupSize: 2 } }],
    ['sampler={"groupSize":2}', { sampler: { use: "group", groupSize: 2 } }],
    ["sampler.use=dynamic", { sampler: { use: "dynamic" } }],
    ["sampler.groupSize=null", { sampler: { use: "group" } }],
    ["sampler=null", { sampler: undefined }],
    ["a.b.c=1", { a: { b: { c: 1 } } }],
    ["levels=[4]", { levels: [4] }],
    ["levels.1=9", { levels: [1, 9, 3] }],
    ["levels.1=null", { levels: [1, 3] }],
    [
      "trackers.1.rollouts=5",
      {
        trackers: [
          { use: "console", every: { steps: 1, seconds: 2 } },
          { use: "jsonl", rollouts: 5 },
        ],
      },
    ],
    ["trackers.0.every.steps=7", { trackers: [{ use: "console", every: { steps: 7, seconds: 2 } }, { use: "jsonl" }] }],
    ["trackers.0.every=null", { trackers: [{ use: "console" }, { use: "jsonl" }] }],
    ["trackers.0.every.steps=null", { trackers: [{ use: "console", every: { seconds: 2 } }, { use: "jsonl" }] }],
    ["trackers.0.use=jsonl", { trackers: [{ use: "jsonl" }, { use: "jsonl" }] }],
    ["trackers.0=null", { trackers: [{ use: "jsonl" }] }],
    ["plugins=@acme/extras", { plugins: ["@acme/extras"] }],
    ['plugins=["./here.js"]', { plugins: ["/elsewhere/here.js"] }],
    ["plugins=../there.js", { plugins: ["/there.js"] }],
  ];
  for (const [override, changes] of cases) {
    it(override, () => {
      const expected = JSON.parse(JSON.stringify({ ...RECIPE, ...changes })) as object;
      expect(apply(override).value).to.deep.equal(expected);
    });
  }

  it("lays one upon the other, in order", () => {
    expect(apply("seed=1", "seed=2", "levels.0=5", "levels.2=6").value).to.deep.include({ seed: 2, levels: [5, 2, 6] });
  });

  it("remembers which one gave a value, and the working directory", () => {
    const { label, directory } = sourceOf(apply("sampler.groupSize=2"), "/sampler/groupSize");
    expect([label, directory]).to.deep.equal(["--set sampler.groupSize=2", "/elsewhere"]);
    expect(sourceOf(apply("sampler.groupSize=2"), "/sampler/use").label).to.equal("r.json");
  });

  it("keeps __proto__ an ordinary key", () => {
    const { value } = apply("__proto__.polluted=1", "sampler.__proto__.polluted=1");
    expect(Object.keys(value)).to.include("__proto__");
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
  });

  for (const bad of ["seed", "=1", "a..b=1", ".a=1", "a.=1", ""]) {
    it(`refuses "${bad}"`, async () => {
      const { code, remedy } = await failureOf(() => apply(bad));
      expect(code).to.equal("USAGE");
      expect(remedy).to.contain("--set objective.klCoefficient=0.1");
    });
  }

  for (const bad of ["levels.3=1", "levels.-1=1", "levels.x=1", "trackers.2.use=a", "levels.1e0=1"]) {
    it(`refuses an index that is not there: ${bad}`, async () => {
      const { code, remedy } = await failureOf(() => apply(bad));
      expect(code).to.equal("USAGE");
      expect(remedy).to.contain("index from 0 to");
    });
  }
});

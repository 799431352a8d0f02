import { ERROR_CODES, train, type Metrics } from "@lode/core";
import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { core } from "../recipe/core.js";
import { RECIPES } from "../recipes/recipe-files.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { PARITY, REPOSITORY, TINY } from "../recipes/tiny.js";

/** Sources of core and plugins, without tests and what is built. */
function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/(^|\/)(node_modules|dist)\//.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

const { TRAINER_METRICS } = core("trainer/trainer-metrics");
const { loadCatalogue } = core("plugin/load-plugins");
const { Registry } = core("plugin/registry");

/** A declared name as a pattern: `evaluation/<set>/pass<k>` stands for evaluation/held-out/pass2. */
function pattern(name: string): RegExp {
  return new RegExp(`^${name.replace("<set>", "[^/]+").replace("<k>", "\\d+")}$`);
}

describe("the table of error codes", () => {
  it("has a meaning and a remedy for each code, in sentences", () => {
    for (const [code, { meaning, remedy }] of Object.entries(ERROR_CODES)) {
      expect(meaning, code).to.match(/^[A-Z`].*\.$/);
      expect(remedy, code).to.match(/^[A-Z`].*\.$/);
    }
  });

  it("has the codes that the code reports, and no others", () => {
    const code = [...sources(join(REPOSITORY, "core/src")), ...sources(join(REPOSITORY, "plugins"))]
      .filter((text) => !text.includes("export const ERROR_CODES"))
      .join("\n");
    const unused = Object.keys(ERROR_CODES).filter((name) => !code.includes(`"${name}"`));
    expect(unused).to.deep.equal([]);
    const reported = Array.from(code.matchAll(/(?:new UserError|this\.error)\(\s*"([A-Z_]+)"/g), ([, name]) => name);
    expect(reported.length).to.be.above(50);
    expect(reported.filter((name) => !(name in ERROR_CODES))).to.deep.equal([]);
  });
});

describe("the table of metrics", () => {
  const folder = new TemporaryFolder();
  const emitted = new Set<string>();
  const declared: string[] = [];

  before(async function () {
    this.timeout(60000);
    const components = new Registry(await loadCatalogue()).list();
    declared.push(...Object.keys(TRAINER_METRICS), ...components.flatMap(({ definition }) => Object.keys(definition.metrics ?? {})));
    const trained = async (recipe: string, set: readonly string[]): Promise<void> => {
      const onEvent = (event: { readonly type: string; readonly metrics?: Metrics }): void =>
        Object.keys(event.metrics ?? {}).forEach((name) => emitted.add(name));
      await train(join(RECIPES, "arithmetic", recipe), { set: [...TINY, ...set], out: folder.at("run"), force: true, onEvent });
    };
    await trained("sft.json", []);
    await trained("oreal.json", [...PARITY, "training.policyFrozenSteps=0"]);
    await trained("ppo.json", [...PARITY, "objective.klCoefficient=0.1", "training.policyFrozenSteps=0"]);
    await trained("dapo.json", PARITY);
    await trained("reinforce.json", [...PARITY, 'rewardModel={"use":"kl"}']);
    await trained("reinforce.json", [
      ...PARITY,
      'rewardModel={"use":"sum","rewards":[{"use":"outcome"},{"use":"kl","mode":"adaptive","target":0.1,"horizon":1000}]}',
    ]);
    await trained("cispo.json", PARITY);
    await trained("gspo.json", PARITY);
  });

  it("declares every metric that is emitted", () => {
    const phases = [...emitted].filter((name) => name.startsWith("time/"));
    const others = [...emitted].filter((name) => !phases.includes(name));
    expect(others.filter((name) => !declared.some((known) => pattern(known).test(name)))).to.deep.equal([]);
  });

  it("declares nothing that is never emitted", () => {
    // A sum may have up to eight terms; these runs have two.
    const beyond = /^reward\/term[3-8]$/;
    expect(declared.filter((known) => !beyond.test(known) && ![...emitted].some((name) => pattern(known).test(name)))).to.deep.equal([]);
  });
});

import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { metricRows } from "../recipes/read-run.js";
import { inLanes } from "./in-lanes.js";
import { runCommand, type Outcome } from "./run-command.js";
import { KINDS, type Workshop } from "./workshop.js";

interface Tried {
  readonly tested: Outcome;
  readonly trained: Outcome;
}

const TINY = ["policy.layers=1", "policy.width=16", "policy.heads=2", "policy.feedForward=32"];
const SHORT = ["policy.initial=null", "training.steps=2", "training.promptsPerStep=2", "sampler.maxTokens=6", "evaluation=null"];

function printed({ stdout, stderr }: Outcome): string {
  return `${stdout.slice(-4000)}\n${stderr.slice(-4000)}`;
}

/** What `lode create` writes, installed from the packed packages. */
export function describeCreatedPackages(workshop: () => Workshop): void {
  describe("what `lode create` writes", () => {
    let tried: ReadonlyMap<string, Promise<Tried>>;

    before(() => {
      tried = inLanes(2, KINDS, async (kind) => ({
        tested: await runCommand("npm", ["test"], workshop().at("plugins", kind)),
        trained: await workshop().lode(["train", "recipe.json", "--out", "runs/here"], `plugins/${kind}`),
      }));
    });

    it("is installed with one core and one TensorFlow.js", () => {
      for (const folder of ["project", ...KINDS.map((kind) => `plugins/${kind}`)]) {
        for (const library of ["@lode/core", "@tensorflow/tfjs", "tsyringe"]) {
          expect(existsSync(workshop().at(folder, "node_modules", library)), `${folder}: ${library}`).to.equal(false);
        }
      }
    });

    for (const kind of KINDS) {
      it(`plugin ${kind}: type-checks and passes its conformance suite`, async () => {
        const { tested } = (await tried.get(kind)) as Tried;
        expect(tested.code, printed(tested)).to.equal(0);
        expect(tested.stdout).to.match(/^[#ℹ] fail 0$/m);
        expect(Number(/^[#ℹ] pass (\d+)$/m.exec(tested.stdout)?.[1]), "laws").to.be.above(4);
      });

      it(`plugin ${kind}: is named in a recipe and trains two steps`, async () => {
        const { trained } = (await tried.get(kind)) as Tried;
        expect(trained.code, printed(trained)).to.equal(0);
        expectTwoSteps(workshop().at("plugins", kind, "runs/here"));
      });
    }

    it("project: checks, and trains two steps with the plugin beside the recipe", async () => {
      const check = await workshop().lode(["check", "recipe.json"], "project");
      expect(check.stdout, printed(check)).to.contain("rewardModel: brief (brief-reward)");
      const set = [...TINY, ...SHORT].flatMap((value) => ["--set", value]);
      const trained = await workshop().lode(["train", "recipe.json", ...set, "--out", "runs/here"], "project");
      expect(trained.code, printed(trained)).to.equal(0);
      expectTwoSteps(workshop().at("project/runs/here"));
    });
  });
}

function expectTwoSteps(run: string): void {
  expect(metricRows(run).map(({ step }) => step)).to.deep.equal([1, 2]);
  expect(JSON.parse(readFileSync(`${run}/summary.json`, "utf8"))).to.include({ steps: 2 });
}

import { train } from "@lode/core";
import { expect } from "chai";
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { comparableMetrics, filesBelow, metricRows } from "../recipes/read-run.js";
import { RECIPES } from "../recipes/recipe-files.js";
import { PARITY, TINY } from "../recipes/tiny.js";
import { runLode, type Outcome } from "./run-lode.js";

const OREAL = join(RECIPES, "arithmetic/oreal.json");
const VALUES = [
  ...TINY,
  ...PARITY,
  "sampler.maxTokens=16",
  "evaluation.sets.held-out.problems=16",
  "training.policyFrozenSteps=1",
  "policy.optimizer.learningRate=0.1",
  'trackers=[{"use":"console"},{"use":"jsonl"}]',
];
const SET = VALUES.flatMap((value) => ["--set", value]);

/** One JSON object, in one line, and nothing else. */
function onlyObject(stdout: string): Readonly<Record<string, unknown>> {
  expect(stdout.endsWith("\n")).to.equal(true);
  expect(stdout.trimEnd()).to.not.contain("\n");
  const value: unknown = JSON.parse(stdout);
  expect(value).to.be.an("object");
  return value as Readonly<Record<string, unknown>>;
}

/** Contents and times of change of all that is in a folder. */
function stateOf(folder: string): unknown {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return paths.map((path) => [
    path,
    statSync(join(folder, path)).mtimeMs,
    statSync(join(folder, path)).isFile() ? readFileSync(join(folder, path), "hex") : "",
  ]);
}

describe("lode train", () => {
  const folder = new TemporaryFolder();
  let run = "";
  let printed = { code: null as number | null, stdout: "", stderr: "" };

  before(async () => {
    run = folder.at("run");
    printed = await runLode("train", OREAL, ...SET, "--out", run, "--json");
  });

  it("--json prints the summary alone, and progress to standard error", () => {
    expect(printed.code, printed.stderr).to.equal(0);
    const { location, ...summary } = onlyObject(printed.stdout);
    expect(location).to.equal(run);
    expect(summary).to.deep.equal(JSON.parse(readFileSync(join(run, "summary.json"), "utf8")));
    expect(printed.stderr).to.match(/step +2/);
  });

  it("leaves the run's files as they are promised", () => {
    const visible = readdirSync(run).filter((name) => !name.startsWith("."));
    expect(visible.sort()).to.deep.equal(["checkpoints", "evaluations", "metrics.jsonl", "recipe.json", "rollouts", "seconds.json", "summary.json"]);
    expect(readdirSync(join(run, "checkpoints"))).to.deep.equal(["step-2"]);
    expect(readdirSync(join(run, "rollouts")).sort()).to.deep.equal(["step-1.jsonl", "step-2.jsonl"]);
    const summary = JSON.parse(readFileSync(join(run, "summary.json"), "utf8")) as Record<string, Record<string, unknown>>;
    for (const key of ["initial", "final"]) expect(summary[key]).to.have.all.keys("pass1", "standardError", "problems", "samples");
    expect(summary).to.include({ steps: 2, rollouts: 48 });
    for (const row of metricRows(run))
      for (const [name, value] of Object.entries(row)) expect([typeof value, name === "step" || name.includes("/")]).to.deep.equal(["number", true]);
  });

  it("records a recipe that is valid wherever it lies, and names plugins, versions and contents", async () => {
    const record = JSON.parse(readFileSync(join(run, "recipe.json"), "utf8")) as { $run: { hash: string; versions: object }; plugins: string[] };
    expect(record.$run.hash).to.match(/^[0-9a-f]{16}$/);
    expect(record.$run.versions).to.include.all.keys("@lode/core", "@lode/oreal", "@test/parity");
    const moved = folder.write("elsewhere/recipe.json", record);
    expect((await runLode("check", moved)).code).to.equal(0);
    expect((await runLode("diff", moved, join(run, "recipe.json"))).stdout).to.equal("no difference\n");
  });

  it("does not touch a run that is there, and names --resume and --force", async () => {
    const before = stateOf(run);
    const { code, stdout, stderr } = await runLode("train", OREAL, ...SET, "--out", run);
    expect([code, stdout]).to.deep.equal([2, ""]);
    expect(stderr)
      .to.match(/^RUN_EXISTS: /)
      .and.contain(`--resume ${run}`)
      .and.contain("--force");
    expect(stateOf(run)).to.deep.equal(before);
  });

  it("--force replaces it", async () => {
    const replaced = folder.at("replaced");
    cpSync(run, replaced, { recursive: true });
    folder.write("replaced/checkpoints/step-9/policy.json", "{}");
    const { code } = await runLode("train", OREAL, ...SET, "--set", "training.steps=1", "--out", replaced, "--force");
    expect([code, readdirSync(join(replaced, "checkpoints")), metricRows(replaced).length]).to.deep.equal([0, ["step-1"], 2]);
  });

  it("--resume of a finished run is done and changes nothing", async () => {
    const before = stateOf(run);
    const resumed = await runLode("train", "--resume", run, "--json");
    expect([resumed.code, resumed.stderr]).to.deep.equal([0, ""]);
    expect(onlyObject(resumed.stdout)).to.deep.equal(onlyObject(printed.stdout));
    expect(stateOf(run)).to.deep.equal(before);
  });

  it("--resume takes the engine that the run began with and its options, whatever the recipe says", async () => {
    const begun = folder.at("begun");
    cpSync(run, begun, { recursive: true });
    rmSync(join(begun, "summary.json"));
    const record = JSON.parse(readFileSync(join(begun, "recipe.json"), "utf8")) as { $run: object };
    expect(record.$run).to.have.property("engine").that.deep.equals({ use: "cpu" });
    const resumedWith = async (engine: unknown): Promise<Outcome> => {
      folder.write("begun/recipe.json", { ...record, engine: { use: "wasm" }, $run: { ...record.$run, engine } });
      return runLode("train", "--resume", begun, "--json");
    };
    expect((await resumedWith({ use: "abacus" })).stderr).to.match(/^ENGINE_UNAVAILABLE: abacus/);
    expect((await resumedWith({ use: "cpu", threads: 2 })).stderr).to.match(/^RECIPE_UNKNOWN_KEY: nothing reads "threads"/);
    expect((await resumedWith({ use: "cpu" })).code).to.equal(0);
  });

  it("does what the library does", async () => {
    const out = folder.at("library");
    const result = await train(OREAL, { set: VALUES, out });
    expect(result).to.deep.include({ location: out, steps: 2, rollouts: 48 });
    expect(comparableMetrics(out)).to.equal(comparableMetrics(run));
    expect(filesBelow(out, "checkpoints")).to.deep.equal(filesBelow(run, "checkpoints"));
  });

  it("warns where the learning rate or the policy never gets going, and trains", async () => {
    const words = ["train", OREAL, ...SET, "--set", "training.steps=1", "--out", folder.at("warned")];
    const { code, stdout } = await runLode(...words);
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/^warning: training\.policyFrozenSteps \(1\)/m)
      .and.match(/^warning: policy\.optimizer\.warmupSteps \(5\) is beyond training\.steps \(1\)/m);
    expect(stdout).to.contain(`next: lode eval ${folder.at("warned")}`);
  });

  it("writes to runs/<name> without --out", async () => {
    const { location } = await train(OREAL, { set: [...VALUES, "name=mine", "training.steps=1"], directory: folder.path });
    expect(location).to.equal("runs/mine");
    expect(existsSync(folder.at("runs/mine/summary.json"))).to.equal(true);
  });

  describe("and then", () => {
    it("eval --json prints one object, the same as the last row of the metrics", async () => {
      const { code, stdout, stderr } = await runLode("eval", run, "--json");
      expect([code, stderr]).to.deep.equal([0, ""]);
      const { target, step, sets } = onlyObject(stdout) as { target: string; step: number; sets: Record<string, Record<string, number>> };
      expect([target, step, Object.keys(sets)]).to.deep.equal([run, 2, ["held-out"]]);
      const [before, , row] = metricRows(run);
      expect(row["evaluation/held-out/meanLength"], "training changed something").to.not.equal(before["evaluation/held-out/meanLength"]);
      for (const name of ["pass1", "standardError", "meanLength", "truncated"])
        expect(sets["held-out"][name], name).to.equal(row[`evaluation/held-out/${name}`]);
    });

    it("eval --step 0 evaluates the policy as it was before training", async () => {
      const { sets } = onlyObject((await runLode("eval", run, "--step", "0", "--json")).stdout) as { sets: Record<string, Record<string, number>> };
      expect(sets["held-out"].meanLength).to.equal(metricRows(run)[0]["evaluation/held-out/meanLength"]);
      const { code, stderr } = await runLode("eval", run, "--step", "7");
      expect([code, stderr.split(":")[0]]).to.deep.equal([2, "RUN_NOT_FOUND"]);
      expect(stderr).to.contain("Steps with a checkpoint: 2");
    });

    it("eval and sample take a recipe, as it would start", async () => {
      const recipe = folder.write("start.json", { ...(JSON.parse(readFileSync(join(run, "recipe.json"), "utf8")) as object), name: "start" });
      const { sets } = onlyObject((await runLode("eval", recipe, "--json")).stdout) as { sets: Record<string, Record<string, number>> };
      expect(sets["held-out"].meanLength).to.equal(metricRows(run)[0]["evaluation/held-out/meanLength"]);
      expect((await runLode("sample", recipe, "1+1", "--max-tokens", "3")).code).to.equal(0);
    });

    it("sample --json prints one object, the same each time, another with another seed", async () => {
      const words = ["sample", run, "7+3-(2+6)", "--samples", "3", "--max-tokens", "5", "--json"];
      const { code, stdout, stderr } = await runLode(...words);
      expect([code, stderr]).to.deep.equal([0, ""]);
      const { prompt, completions } = onlyObject(stdout) as { prompt: string; completions: readonly { text: string; stop: string; logprob: number }[] };
      expect([prompt, completions.length]).to.deep.equal(["7+3-(2+6)", 3]);
      for (const { text, stop, logprob } of completions) expect(text.length <= 5 && ["end", "length"].includes(stop) && logprob < 0).to.equal(true);
      expect((await runLode(...words)).stdout).to.equal(stdout);
      expect((await runLode(...words, "--seed", "2")).stdout).to.not.equal(stdout);
    });

    it("sample and eval print for people", async () => {
      expect((await runLode("sample", run, "1+1", "--samples", "2", "--max-tokens", "3")).stdout)
        .to.match(/^ {2}1\+1\n\n1 \(log-probability -\d+\.\d\d nats/)
        .and.match(/^2 \(/m);
      expect((await runLode("eval", run)).stdout).to.match(/, step 2\n\nheld-out: 16 problems × 2\n {2}pass@1 {5}\d\.\d{3}/);
    });

    it("sample names a character that the model cannot read", async () => {
      const { code, stderr } = await runLode("sample", run, "1 + ?");
      expect([code, stderr.split(":")[0]]).to.deep.equal([2, "DATA_INVALID"]);
      expect(stderr).to.match(/^ {2}do {3}/m);
    });

    it("check, diff and list --json print one object each", async () => {
      const recipe = join(run, "recipe.json");
      const check = onlyObject((await runLode("check", recipe, "--json")).stdout);
      expect(check).to.have.all.keys("name", "components", "empty", "training", "defaults", "warnings", "data");
      const diff = onlyObject((await runLode("diff", recipe, OREAL, "--json")).stdout);
      expect(diff).to.have.all.keys("a", "b", "differences");
      expect(onlyObject((await runLode("list", "--json")).stdout)).to.have.all.keys("components");
      expect(onlyObject((await runLode("list", "--metrics", "--json")).stdout)).to.have.all.keys("metrics");
      expect(onlyObject((await runLode("list", "--errors", "--json")).stdout)).to.have.all.keys("errors");
    });
  });
});

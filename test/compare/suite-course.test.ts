import { UserError } from "@lode/core";
import { compareSuite } from "@lode/compare";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { rejection } from "../sampling/rejection.js";
import { TestHost, tinySuite, writeRecipes } from "./suite-fixture.js";

interface Result {
  readonly runs: Readonly<Record<string, number>>;
  readonly recipes: readonly {
    readonly name: string;
    readonly pass1: number | null;
    readonly runs: readonly { readonly seed: number; readonly state: string }[];
  }[];
  readonly pairs: readonly {
    readonly a: string;
    readonly b: string;
    readonly difference: number;
    readonly verdict: string;
    readonly words: readonly string[];
  }[];
  readonly notes: readonly string[];
}

/** What is equal in equal suites. */
const RESULTS = ["scores.csv", "curves.json", "result.json"];

describe("a suite", function () {
  this.timeout(60_000);
  const folder = new TemporaryFolder();
  let reference: readonly string[] = [];

  before(async () => {
    writeRecipes(folder);
    folder.write("suite.json", tinySuite());
    await compare("whole");
    reference = results("whole");
  });

  function host(settings: Omit<ConstructorParameters<typeof TestHost>[0], "directory"> = {}): TestHost {
    return new TestHost({ directory: folder.path, ...settings });
  }

  async function compare(out: string, on = host(), settings: Parameters<typeof compareSuite>[1] = {}): Promise<Awaited<ReturnType<typeof compareSuite>>> {
    return compareSuite(folder.at("suite.json"), { out: folder.at(out), concurrency: 1, ...settings }, on);
  }

  function results(out: string): readonly string[] {
    return RESULTS.map((name) => readFileSync(folder.at(out, name), "utf8"));
  }

  function json(path: string): unknown {
    return JSON.parse(readFileSync(folder.at(path), "utf8"));
  }

  function texts(path: string): readonly Record<string, unknown>[] {
    return readFileSync(folder.at(path), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  it("trains each cold start once, before its runs, and every recipe with every seed", async () => {
    const on = host();
    await compare("again", on);
    expect(on.tasks.filter((task) => task.startsWith("cold start"))).to.deep.equal(["cold start oreal/seed-1.json", "cold start oreal/seed-2.json"]);
    expect(on.tasks.filter((task) => task.startsWith("train"))).to.deep.equal(
      ["oreal/seed-1", "rloo/seed-1", "oreal/seed-2", "rloo/seed-2"].map((run) => `train ${run}.json`),
    );
    expect(results("again")).to.deep.equal(reference);
  });

  it("starts recipes of a seed from the same weights, on the same problems and evaluation draws, and seeds from others", () => {
    const at = (run: string, path: string): string => readFileSync(folder.at("whole", run, path), "latin1");
    const problems = (run: string): readonly unknown[] =>
      [1, 2].flatMap((step) => texts(`whole/${run}/rollouts/step-${step}.jsonl`).map(({ draw, problem }) => [draw, problem]));
    for (const seed of [1, 2]) {
      const [a, b] = [`oreal/seed-${seed}`, `rloo/seed-${seed}`];
      for (const path of ["initial/policy.initial.safetensors", "evaluations/step-0.jsonl"]) expect(at(a, path)).to.equal(at(b, path));
      expect(problems(a)).to.deep.equal(problems(b));
      expect(at(a, "checkpoints/step-2/policy.safetensors")).to.not.equal(at(b, "checkpoints/step-2/policy.safetensors"));
    }
    expect(at("oreal/seed-1", "initial/policy.initial.safetensors")).to.not.equal(at("oreal/seed-2", "initial/policy.initial.safetensors"));
    expect(problems("oreal/seed-1")).to.not.deep.equal(problems("oreal/seed-2"));
  });

  it("leaves its file, resolved recipes, state, scores, curves and verdicts", () => {
    expect(json("whole/compare.json")).to.deep.equal(tinySuite());
    const state = json("whole/suite.json") as { runs: { folder: string; hash: string; state: string; pass1: number; seconds: number }[]; versions: object };
    expect(state.runs.map(({ folder: run, state: now }) => [run, now])).to.deep.equal(
      ["oreal/seed-1", "rloo/seed-1", "oreal/seed-2", "rloo/seed-2"].map((run) => [run, "done"]),
    );
    expect(state.versions).to.include.keys("@lode/core", "@lode/oreal");
    for (const { folder: run, hash, pass1 } of state.runs) {
      expect((json(`whole/${run}/recipe.json`) as { $run: { hash: string } }).$run.hash).to.equal(hash);
      expect((json(`whole/${run}/summary.json`) as { final: { pass1: number } }).final.pass1).to.be.closeTo(pass1, 1e-12);
    }
    const { recipes, pairs, runs } = json("whole/result.json") as Result;
    expect(runs).to.deep.equal({ planned: 4, done: 4, failed: 0, collapsed: 0 });
    expect(pairs[0].difference).to.be.closeTo((recipes[0].pass1 ?? 0) - (recipes[1].pass1 ?? 0), 1e-12);
    const { recipes: curves } = json("whole/curves.json") as { recipes: { steps: number[]; mean: number[]; runs: { points: { pass1: number }[] }[] }[] };
    expect(curves[0].steps).to.deep.equal([0, 1, 2]);
    expect(curves[0].mean[2]).to.be.closeTo(recipes[0].pass1 ?? 0, 1e-12);
    expect(readFileSync(folder.at("whole/scores.csv"), "utf8").trim().split("\n")).to.have.length(1 + 4 * 4 * 2);
  });

  it("never repeats a finished run, and repeats those of a changed recipe", async () => {
    const on = host();
    await compare("whole", on);
    expect(on.tasks).to.deep.equal([]);
    expect(results("whole")).to.deep.equal(reference);
    folder.write("rloo.json", { ...(json("rloo.json") as object), advantage: { use: "none" } });
    const changed = host();
    await compare("whole", changed);
    expect(changed.tasks.filter((task) => task.startsWith("train"))).to.deep.equal(["train rloo/seed-1.json", "train rloo/seed-2.json"]);
    expect(results("whole")[0]).to.not.equal(reference[0]);
    writeRecipes(folder);
  });

  it("goes on where it was stopped, to the same bytes", async () => {
    const stop = new AbortController();
    let trained = 0;
    const heard = (task: string): void => {
      if (task.startsWith("train") && ++trained === 2) setImmediate(() => stop.abort(new UserError("RUN_INTERRUPTED", "stopped", { remedy: "" })));
    };
    const error = await rejection(compare("stopped", host({ heard, signal: stop.signal })));
    expect(error).to.include({ code: "RUN_INTERRUPTED", message: "stopped with 1 of 4 runs ended" });
    const on = host();
    await compare("stopped", on);
    expect(on.tasks.filter((task) => /^(train|resume) oreal\/seed-1/.test(task))).to.deep.equal([]);
    expect(results("stopped")).to.deep.equal(reference);
  });

  it("counts a run that fails, loses no other, leaves its seed out of pairs, says so, and tries it again", async () => {
    const failure = new UserError("NUMBER_NOT_FINITE", "the loss is NaN", { remedy: "" });
    const heard = (task: string): void => {
      if (task === "train rloo/seed-2.json") throw failure;
    };
    const { json: found, failed, text } = await compare("failing", host({ heard }));
    const { runs, recipes, pairs, notes } = found as Result;
    expect([failed, runs]).to.deep.equal([true, { planned: 4, done: 3, failed: 1, collapsed: 0 }]);
    expect(recipes[1].runs[1]).to.deep.include({ seed: 2, state: "failed", reason: "NUMBER_NOT_FINITE: the loss is NaN" });
    expect(notes).to.deep.equal([
      "rloo: 1 of 2 runs failed (seed 2: NUMBER_NOT_FINITE: the loss is NaN). What is said of it is given that a run does not fail.",
      "Pairs are judged without seed 2: not every recipe has a score there.",
    ]);
    expect(pairs[0].words.join()).to.contain("one seed does not show how seeds differ");
    for (const note of notes) expect(text).to.contain(note);
    const { failed: still } = await compare("failing");
    expect([still, results("failing")]).to.deep.equal([false, reference]);
  });

  it("fails the runs of a cold start that fails, and no others", async () => {
    const heard = (task: string): void => {
      if (task === "cold start oreal/seed-2.json") throw new Error("no memory");
    };
    const { json: found } = await compare("cold-failing", host({ heard }));
    const states = (found as Result).recipes.map(({ runs }) => runs.map(({ state }) => state));
    expect(states).to.deep.equal([
      ["done", "failed"],
      ["done", "failed"],
    ]);
    expect((found as Result).notes[0]).to.contain("INTERNAL: no memory (in its cold start)");
  });

  it("has null for a recipe of which nothing is known", async () => {
    const heard = (task: string): void => {
      if (task.startsWith("train rloo")) throw new Error("broken");
    };
    const { recipes, pairs } = (await compare("one-sided", host({ heard }))).json as Result;
    expect(recipes[1]).to.deep.include({ name: "rloo", pass1: null, seeds: 0, reason: "no run has scores" });
    expect(pairs[0]).to.deep.include({ a: "oreal", b: "rloo", difference: null, verdict: "cannot-tell", reason: "no run of rloo has scores" });
  });

  it("is put together from its parts, byte for byte, and from nothing else", async () => {
    for (const index of [1, 2, 3]) {
      const { text } = await compare(`part-${index}`, host(), { shard: { index, of: 3 } });
      expect(text).to.contain(`part ${index} of 3`).and.contain("--collect");
    }
    const parts = [1, 2, 3].map((index) => folder.at(`part-${index}`));
    const on = host();
    const missing = await compare("some", on, { collect: parts.slice(1) });
    expect(missing.text).to.contain("oreal, seed 1: missing").and.contain("no verdict of a part");
    await compare("joined", on, { collect: parts });
    expect(on.tasks).to.deep.equal([]);
    expect(results("joined")).to.deep.equal(reference);

    folder.write("suite.json", tinySuite({ budget: { updates: 1 } }));
    const error = await rejection(compare("mixed", host(), { collect: parts }));
    expect(error).to.include({ code: "SUITE_CHANGED" });
    expect((error as Error).message).to.contain("its run oreal/seed-1 has other contents");
    folder.write("suite.json", tinySuite());
  });
});

import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { randomStream } from "@lode/core";
import { expect } from "chai";
import { LodeProcess, type End } from "./lode-process.js";
import parity from "./parity-plugin.js";
import { checkpoints, optimizerSteps, rows, runFiles } from "./run-files.js";

const RECIPES = fileURLToPath(new URL("../../fixtures/recipes/", import.meta.url));
const RECIPE = join(RECIPES, "kill-and-resume.json");
const STEPS = 12;
const CHECKPOINT_EVERY = 2;

describe("a run that is killed", function () {
  this.timeout(120_000);

  const random = randomStream(20);
  let folder = "";
  let reference: ReadonlyMap<string, string>;

  before(async () => {
    folder = mkdtempSync(join(realpathSync(tmpdir()), "lode-resume-"));
    expect(await LodeProcess.start(folder, "train", RECIPE, "--out", "reference").end).to.deep.equal({ code: 0, signal: null, errors: "" });
    reference = runFiles(join(folder, "reference"));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function start(run: string): LodeProcess {
    return LodeProcess.start(folder, "train", RECIPE, "--out", run);
  }

  function resume(run: string): LodeProcess {
    return LodeProcess.start(folder, "train", "--resume", run);
  }

  /** Waits for the end of a resumed run and expects the files of the uninterrupted one; `more` are folders that it has beside them. */
  async function finish(run: string, resumed = resume(run), more: readonly string[] = []): Promise<void> {
    expect(await resumed.end).to.include({ code: 0, errors: "" });
    const files = new Map([...runFiles(join(folder, run))].filter(([path]) => !more.some((name) => path.startsWith(`${name}/`))));
    expect([...files.keys()]).to.deep.equal([...reference.keys()]);
    for (const [path, content] of files) expect(content === reference.get(path), `${run}/${path} differs`).to.equal(true);
    expect(existsSync(join(folder, run, "lock.json"))).to.equal(false);
  }

  /** Waits until a run has so many rows of metrics. */
  async function written(process: LodeProcess, run: string, count: number): Promise<void> {
    while (process.running && !(existsSync(join(folder, run, "recipe.json")) && rows(join(folder, run)).length >= count)) await setTimeout(1);
  }

  /** Ends a process some milliseconds after its run has so many rows. */
  async function stop(process: LodeProcess, run: string, moment: { rows: number; after: number; by: "SIGKILL" | "SIGINT" }): Promise<End> {
    await written(process, run, moment.rows);
    await setTimeout(moment.after);
    process.kill(moment.by);
    return process.end;
  }

  /** Kills a process as soon as it writes the checkpoint of a step; true if that was left half written. */
  async function stopWriting(process: LodeProcess, run: string, step: number): Promise<boolean> {
    const half = join(folder, run, ".aside", `checkpoints-step-${step}`);
    await written(process, run, step);
    while (process.running && !existsSync(half)) await new Promise(setImmediate);
    process.kill("SIGKILL");
    await process.end;
    return existsSync(half);
  }

  it("has in its reference checkpoints, rollouts with both outcomes, and updates of policy and reward model", () => {
    expect(checkpoints(join(folder, "reference"))).to.have.members(["step-2", "step-4", "step-6", "step-8", "step-10", "step-12"]);
    expect(optimizerSteps(join(folder, "reference"), "rewardModel")).to.equal(STEPS);
    expect(optimizerSteps(join(folder, "reference"), "policy")).to.equal(STEPS - 1);
    const verdicts = [...reference]
      .filter(([path]) => path.startsWith("rollouts/"))
      .map(([, text]) => text.split('"outcome":"correct"').length > 1 && text.includes('"outcome":"incorrect"'));
    expect(verdicts).to.deep.equal(new Array(STEPS).fill(true));
    expect(parity.components.map(({ use }) => use)).to.deep.equal(["parity"]);
  });

  it("resumes to the bytes of the uninterrupted run, killed at any of five random moments", async () => {
    const learnt: boolean[] = [];
    const one = async (fifth: number): Promise<void> => {
      const run = `killed-${fifth}`;
      const target = Math.floor(((fifth + random.uniform(fifth, 0)) / 5) * STEPS);
      const { signal } = await stop(start(run), run, { rows: target, after: 40 * random.uniform(fifth, 1), by: "SIGKILL" });
      if (signal === "SIGKILL") learnt.push(optimizerSteps(join(folder, run), "policy") > 0 && optimizerSteps(join(folder, run), "rewardModel") > 0);
      await finish(run);
    };
    const inTurn = (fifths: readonly number[]): Promise<void> => fifths.reduce((before, fifth) => before.then(() => one(fifth)), Promise.resolve());
    await Promise.all([inTurn([0, 1, 2]), inTurn([3, 4])]);
    expect(learnt.filter((past) => past)).to.have.length.above(1);
  });

  it("resumes to the same bytes when it is killed again and again", async () => {
    let process = start("often");
    for (const [place, target] of [1, 4, 9].entries()) {
      await stop(process, "often", { rows: target, after: 30 * random.uniform(9, place), by: "SIGKILL" });
      process = resume("often");
    }
    await finish("often", process);
  });

  it("resumes to the same bytes when it is killed while it writes a checkpoint, at every one of them", async () => {
    let process = start("writing");
    let half = 0;
    for (let step = CHECKPOINT_EVERY; step <= STEPS; step += CHECKPOINT_EVERY) {
      if (await stopWriting(process, "writing", step)) half += 1;
      process = resume("writing");
    }
    expect(half, "kills that left a checkpoint half written").to.be.above(0);
    await finish("writing", process);
  });

  it("stops at SIGINT with 130, saying how to go on, and resumes to the same bytes", async () => {
    for (const [place, target] of [1, 6].entries()) {
      const run = `stopped-${target}`;
      const { code, signal, errors } = await stop(start(run), run, { rows: target, after: 30 * random.uniform(8, place), by: "SIGINT" });
      expect({ code, signal }, errors).to.deep.equal({ code: 130, signal: null });
      expect(errors).to.contain("RUN_INTERRUPTED").and.to.contain(`lode train --resume ${run}`);
      // The last complete step is saved, on whatever number it falls.
      const between = checkpoints(join(folder, run)).filter((name) => Number(name.replace("step-", "")) % CHECKPOINT_EVERY !== 0);
      await finish(
        run,
        resume(run),
        between.map((name) => `checkpoints/${name}`),
      );
    }
  });

  it("goes on with a cold start that was killed, when the same command is given again", async () => {
    const words = ["train", RECIPE, "--set", `policy.initial=${JSON.stringify({ recipe: join(RECIPES, "cold-start.json") })}`];
    const run = join("runs", "kill-and-resume");
    const [whole, killed] = ["whole", "killed"].map((name) => join(folder, name));
    for (const directory of [whole, killed]) mkdirSync(directory);
    expect(await LodeProcess.start(whole, ...words).end).to.include({ code: 0, errors: "" });
    const [cache] = readdirSync(join(whole, "runs/.cache"));
    const process = LodeProcess.start(killed, ...words);
    while (process.running && checkpoints(join(killed, "runs/.cache", cache)).length < 2) await setTimeout(1);
    process.kill("SIGKILL");
    expect(await process.end).to.include({ signal: "SIGKILL", errors: "" });
    const written = (): number => statSync(join(killed, "runs/.cache", cache, "checkpoints/step-2/policy.safetensors")).mtimeMs;
    const before = written();
    expect(await LodeProcess.start(killed, ...words).end).to.include({ code: 0, errors: "" });
    expect(written(), "the cold start went on from its checkpoint").to.equal(before);
    for (const path of [run, `runs/.cache/${cache}`]) expect(runFiles(join(killed, path))).to.deep.equal(runFiles(join(whole, path)));
    expect([...runFiles(join(killed, run)).keys()]).to.include("initial/policy.initial.safetensors");
  });
});

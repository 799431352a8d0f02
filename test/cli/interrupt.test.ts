import { expect } from "chai";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { metricRows } from "../recipes/read-run.js";
import { PARITY_PLUGIN } from "../recipes/tiny.js";
import { LODE, spawnLode, type Outcome } from "./run-lode.js";

const POLICY = { layers: 1, width: 16, heads: 2, feedForward: 32 };
const QUIET = { engine: "cpu", trackers: [{ use: "jsonl", rollouts: false }], evaluation: null };

/** A plugin whose verifier tells that it was asked, and never lets go of its thread, as a native library may. */
const STUCK = `import { writeFileSync } from "node:fs";
const verify = (file) => { writeFileSync(file, ""); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); };
export default { name: "@test/stuck", core: "^0.1.0", components: [{
  contract: Symbol.for("@lode/core/Verifier"), use: "stuck", description: "",
  options: { type: "object", properties: { file: { type: "string" } }, required: ["file"] },
  create: { from: ({ file }) => ({ verify: () => verify(file) }) },
}] };`;

interface Ended extends Outcome {
  readonly signal: NodeJS.Signals | null;
}

/** Starts a command and sends it Ctrl-C as soon as `when` is true, and a second time when it has answered. */
async function interrupted(words: readonly string[], directory: string, when: () => boolean, twice = false): Promise<Ended> {
  const child = spawn(process.execPath, [LODE, ...words], { cwd: directory });
  const written = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (written.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (written.stderr += chunk.toString()));
  const ended = new Promise<Pick<Ended, "code" | "signal">>((resolve) => child.on("close", (code, signal) => resolve({ code, signal })));
  while (child.exitCode === null && !when()) await sleep(5);
  child.kill("SIGINT");
  while (twice && child.exitCode === null && !written.stderr.includes("press Ctrl-C again")) await sleep(5);
  if (twice) child.kill("SIGINT");
  return { ...(await ended), ...written };
}

function lines(file: string): number {
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").length - 1 : 0;
}

describe("Ctrl-C", function () {
  // Several processes, each of which has to start.
  this.timeout(60_000);
  const folder = new TemporaryFolder();
  before(() => {
    folder.write("train.json", {
      extends: "@lode/recipes/arithmetic/oreal.json",
      ...{ name: "long", ...QUIET, plugins: [PARITY_PLUGIN], verifier: { use: "parity" } },
      policy: { ...POLICY, initial: null },
      sampler: { maxTokens: 12 },
      training: { steps: 30, promptsPerStep: 2, policyFrozenSteps: 1, checkpointEvery: 1000 },
    });
    folder.write("cold.json", {
      extends: "@lode/recipes/arithmetic/sft.json",
      ...{ name: "cold", ...QUIET },
      policy: POLICY,
      training: { steps: 30, promptsPerStep: 4, checkpointEvery: 1000 },
    });
    folder.write("warm.json", { extends: "./train.json", name: "warm", policy: { initial: { recipe: "./cold.json" } }, training: { steps: 1 } });
  });

  it("stops training after a whole step with 130, and --resume goes on to the end", async () => {
    const metrics = folder.at("run/metrics.jsonl");
    const { code, stdout, stderr } = await interrupted(["train", "train.json", "--out", "run", "--json"], folder.path, () => lines(metrics) >= 3);
    expect([code, stdout]).to.deep.equal([130, ""]);
    expect(stderr)
      .to.match(/^RUN_INTERRUPTED: stopped after step \d+ of 30/m)
      .and.contain("lode train --resume run")
      .and.not.contain("    at ");
    const [checkpoint, ...others] = readdirSync(folder.at("run/checkpoints"));
    expect([checkpoint, others]).to.deep.equal([`step-${lines(metrics)}`, []]);
    expect(existsSync(folder.at("run/summary.json")), "not finished").to.equal(false);
    expect(existsSync(folder.at("run/lock.json")), "not locked").to.equal(false);

    const resumed = await spawnLode(["train", "--resume", "run", "--json"], folder.path);
    expect(resumed.code, resumed.stderr).to.equal(0);
    expect(JSON.parse(resumed.stdout)).to.include({ steps: 30, location: "run" });
    expect(metricRows(folder.at("run")).map(({ step }) => step)).to.deep.equal(Array.from({ length: 30 }, (_, place) => place + 1));
  });

  it("stops a cold start, and the same command goes on with it", async () => {
    const cold = (): string | undefined => (existsSync(folder.at("runs/.cache")) ? readdirSync(folder.at("runs/.cache"))[0] : undefined);
    const rows = (): number => lines(folder.at("runs/.cache", cold() ?? "none", "metrics.jsonl"));
    const first = await interrupted(["train", "warm.json", "--out", "warm"], folder.path, () => rows() >= 3);
    expect(first.code).to.equal(130);
    expect(first.stderr)
      .to.match(/^RUN_INTERRUPTED: the cold start cold stopped after step \d+ of 30/m)
      .and.contain("the same command again");
    expect(existsSync(folder.at("warm")), "the run has not begun").to.equal(false);
    expect(readdirSync(folder.at("runs/.cache", cold() ?? "", "checkpoints"))).to.deep.equal([`step-${rows()}`]);

    const second = await spawnLode(["train", "warm.json", "--out", "warm"], folder.path);
    expect(second.code, second.stderr).to.equal(0);
    expect(metricRows(join(folder.at("runs/.cache"), cold() ?? "")).map(({ step }) => step)).to.deep.equal(Array.from({ length: 30 }, (_, place) => place + 1));
    expect(existsSync(folder.at("warm/summary.json"))).to.equal(true);
  });

  it("ends at once when it is pressed again, and the lock that is left behind stops nobody", async () => {
    folder.write("stuck.mjs", STUCK);
    folder.write("stuck.json", { extends: "./train.json", name: "stuck", plugins: ["./stuck.mjs"], verifier: { use: "stuck", file: folder.at("judging") } });
    const { code, signal } = await interrupted(["train", "stuck.json", "--out", "stuck"], folder.path, () => existsSync(folder.at("judging")), true);
    expect([code, signal]).to.deep.equal([null, "SIGINT"]);
    const again = await spawnLode(["train", "train.json", "--out", "stuck", "--force", "--set", "training.steps=1"], folder.path);
    expect(again.code, again.stderr).to.equal(0);
  });
});

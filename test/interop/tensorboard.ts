import { expect } from "chai";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { metricRows } from "../recipes/read-run.js";
import { ROOT } from "./packed-packages.js";
import { mustRun, runCommand } from "./run-command.js";

const INTEROP = join(ROOT, "test/interop");
const TRACKERS = 'trackers=[{"use":"jsonl"},{"use":"tensorboard"}]';
const SET = ["engine=cpu", TRACKERS, "policy.initial=null", "policy.layers=1", "policy.width=16", "policy.heads=2", "policy.feedForward=32"];
const BUDGET = ["training.steps=6", "training.promptsPerStep=2", "sampler.maxTokens=6", "training.checkpointEvery=2", "evaluation=null"];

/** Why Python's TensorBoard cannot be had, or undefined: it is then in the environment. */
async function installFailure(environment: string, python: string): Promise<string | undefined> {
  const requirements = join(INTEROP, "tensorboard-requirements.txt");
  const program = process.platform === "win32" ? "python" : "python3";
  for (const words of [
    [program, "-m", "venv", environment],
    [python, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--requirement", requirements],
  ]) {
    const { code, stderr } = await runCommand(words[0], words.slice(1), ROOT);
    if (code !== 0) return stderr.trim().split("\n").at(-1);
  }
  return undefined;
}

/** The tracker tensorboard, read back by Python's TensorBoard. */
export function describeTensorboard(folder: () => string): void {
  describe("TensorBoard", () => {
    it("holds what metrics.jsonl has, also of a run that was resumed", async function () {
      const environment = join(folder(), "tensorboard");
      const python = join(environment, ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]));
      const failure = await installFailure(environment, python);
      if (failure !== undefined) {
        process.stdout.write(`  skipped: TensorBoard reads what the tracker tensorboard writes (${failure})\n`);
        this.skip();
      }
      const runs = join(folder(), "tensorboard-runs");
      await trainWithResume(join(runs, "tiny"));
      const { stdout } = await mustRun(python, [join(INTEROP, "tensorboard_values.py"), runs], ROOT);
      expect(JSON.parse(stdout)).to.deep.equal({ tiny: expectedScalars(join(runs, "tiny")) });
    });
  });
}

async function trainWithResume(run: string): Promise<void> {
  const train = (...words: readonly string[]): Promise<unknown> => mustRun(process.execPath, ["core/bin/lode.js", "train", ...words], ROOT);
  const settings = [...SET, ...BUDGET].flatMap((value) => ["--set", value]);
  await train("recipes/arithmetic/grpo.json", ...settings, "--out", run);
  // As if it had been killed after step 5.
  rmSync(join(run, "summary.json"));
  rmSync(join(run, "checkpoints/step-6"), { recursive: true });
  await train("--resume", run);
}

/** Step, value in 32 bits, and seconds that the run had taken, by name. */
function expectedScalars(run: string): Readonly<Record<string, readonly (readonly number[])[]>> {
  const scalars: Record<string, number[][]> = {};
  let seconds = 0;
  for (const { step, ...metrics } of metricRows(run)) {
    seconds += metrics["time/total"];
    for (const [name, value] of Object.entries(metrics)) (scalars[name] ??= []).push([step, Math.fround(value), seconds]);
  }
  return scalars;
}

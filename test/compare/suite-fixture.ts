import { compose, resume, train, type SuiteHost } from "@lode/core";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { TemporaryFolder } from "../recipe/temporary-folder.js";

const RECIPES = fileURLToPath(new URL("../../fixtures/recipes/", import.meta.url));

const { coldStartWeights } = createRequire(import.meta.url)("../../../core/dist/cli/train.js") as typeof import("../../core/src/cli/train.js");

/** Three recipes of a fraction of a second, with a cold start: OREAL twice, and RLOO. */
export function writeRecipes(folder: TemporaryFolder): void {
  folder.write("cold.json", { extends: `${RECIPES}cold-start.json`, name: "cold", engine: "cpu", training: { steps: 1 } });
  folder.write("oreal.json", {
    ...{ extends: `${RECIPES}kill-and-resume.json`, name: "oreal", engine: "cpu" },
    policy: { initial: { recipe: "./cold.json" } },
    training: { steps: 2, promptsPerStep: 3, checkpointEvery: 1 },
    evaluation: { every: 1 },
  });
  folder.write("positive.json", { extends: "./oreal.json", name: "positive", objective: { negativeWeight: 0 } });
  folder.write("rloo.json", {
    ...{ extends: "./oreal.json", name: "rloo", rewardModel: { use: "outcome" }, selection: { use: "all" }, objective: { use: "reinforce" } },
    training: { policyFrozenSteps: 0 },
  });
}

/** A suite over them. */
export function tinySuite(change: object = {}): object {
  const recipes = ["oreal", "rloo"].map((name) => ({ name, recipe: `./${name}.json` }));
  return { suite: "tiny", recipes, seeds: 2, budget: { updates: 2 }, ...change };
}

interface HostSettings {
  /** What cold starts are cached under. */
  readonly directory: string;
  readonly signal?: AbortSignal;
  /** Told each task before it is done; may throw in its place. */
  readonly heard?: (task: string) => void;
}

/** A host that computes in this process, one task after the other. */
export class TestHost implements SuiteHost {
  written = "";
  readonly tasks: string[] = [];
  readonly signal: AbortSignal;
  readonly terminal = { interactive: false, columns: 120, write: (text: string): void => void (this.written += text) };
  private time = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly settings: HostSettings) {
    this.signal = settings.signal ?? new AbortController().signal;
  }

  now(): number {
    return this.time++;
  }

  lock(): () => void {
    return () => undefined;
  }

  async engine(): Promise<{ readonly use: string }> {
    return this.task("engine", "", async () => ({ use: "cpu" }));
  }

  async coldStart(recipe: string): Promise<void> {
    const { directory } = this.settings;
    await this.task("cold start", recipe, async () => coldStartWeights(await compose(recipe), { directory }));
  }

  async train(recipe: string, out: string, onEvent: Parameters<SuiteHost["train"]>[2]): ReturnType<SuiteHost["train"]> {
    const { directory } = this.settings;
    return this.task("train", recipe, () => train(recipe, { out, force: true, onEvent, signal: this.signal, directory }));
  }

  async resume(out: string, onEvent: Parameters<SuiteHost["resume"]>[1]): ReturnType<SuiteHost["resume"]> {
    return this.task("resume", out, () => resume(out, { onEvent, signal: this.signal }));
  }

  /** Runs in one process take turns: components' tensors are counted there. */
  private task<Result>(name: string, what: string, work: () => Promise<Result>): Promise<Result> {
    const done = this.last.then(() => {
      const task = `${name} ${what.split("/").slice(-2).join("/")}`;
      this.tasks.push(task);
      this.settings.heard?.(task);
      return work();
    });
    this.last = done.catch(() => undefined);
    return done;
  }
}

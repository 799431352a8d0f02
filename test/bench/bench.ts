import { join } from "node:path";
import type { Effort } from "./interleaved.js";
import { engineSettings, type Computing } from "./lode/engine-settings.js";
import { Peer } from "./peer.js";
import { peerEnvironment, peerScript, type PythonEnvironment } from "./python-environment.js";
import { ROOT } from "./root.js";

type Child = "train-step" | "sampling" | "recipe";
type Script = "train_step.py" | "generate.py" | "matrix_product.py" | "grpo.py";

/** A side of a comparison before it is started. */
export interface Side {
  readonly name: string;
  readonly start: () => Peer;
  /** Given with `prepare`. */
  readonly settings: object;
}

export interface BenchSetting {
  readonly engine: string;
  readonly environment: PythonEnvironment;
  readonly effort: Effort;
  /** Ours is measured on the GPU too. */
  readonly hasGpu: boolean;
  /** For weights and runs, on both sides. */
  readonly folder: string;
}

/** What all measurements of a run share. */
export class Bench {
  constructor(private readonly setting: BenchSetting) {}

  /** Counts of threads that the comparisons are made with. */
  readonly threads: readonly number[] = [1, 2];
  readonly mostThreads = 2;

  get effort(): Effort {
    return this.setting.effort;
  }

  get folder(): string {
    return this.setting.folder;
  }

  /** Lode in a process of its own. `settings` are made from the engine as a recipe names it. */
  lode(child: Child, threads: number, settings: (engine: object) => object, device: Computing["device"] = "cpu"): Side {
    const script = join(ROOT, "test/dist/bench/lode", `${child}-child.js`);
    const name = device === "webgpu" ? WEBGPU : LODE;
    const start = (): Peer => new Peer(name, [process.execPath, script], process.env);
    return { name, start, settings: settings(engineSettings({ engine: this.setting.engine, device, threads })) };
  }

  /** The same on the CPU, and on the GPU where there is one; GPU figures stand in the rows of the most threads. */
  lodeOnAll(child: Child, threads: number, settings: (engine: object) => object): readonly Side[] {
    const cpu = this.lode(child, threads, settings);
    return this.setting.hasGpu && threads === this.mostThreads ? [cpu, this.lode(child, threads, settings, "webgpu")] : [cpu];
  }

  /** A peer; none where there is no Python for it. */
  peer(name: string, script: Script, threads: number, settings: object): readonly Side[] {
    const { environment } = this.setting;
    if (!("python" in environment)) return [];
    const start = (): Peer => new Peer(name, [environment.python, peerScript(script)], peerEnvironment(threads));
    return [{ name, start, settings: { ...settings, threads } }];
  }
}

export const LODE = "Lode";
export const WEBGPU = "webgpu";

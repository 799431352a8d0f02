import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const LODE = fileURLToPath(new URL("../../../core/bin/lode.js", import.meta.url));

/** How a process ended: by itself with a code, or by a signal. */
export interface End {
  readonly code: number | null;
  readonly signal: string | null;
  /** What it wrote to standard error. */
  readonly errors: string;
}

/** A `lode` command in a process of its own. */
export class LodeProcess {
  /** False as soon as it has ended. */
  running = true;
  readonly end: Promise<End>;

  private constructor(private readonly child: ChildProcess) {
    this.end = this.wait(child);
  }

  static start(directory: string, ...words: readonly string[]): LodeProcess {
    return new LodeProcess(spawn(process.execPath, [LODE, ...words], { cwd: directory, stdio: ["ignore", "ignore", "pipe"] }));
  }

  kill(signal: "SIGKILL" | "SIGINT"): void {
    this.child.kill(signal);
  }

  private async wait(child: ChildProcess): Promise<End> {
    let errors = "";
    child.stderr?.on("data", (text) => (errors += String(text)));
    const [code, signal] = (await once(child, "close")) as [number | null, string | null];
    this.running = false;
    return { code, signal, errors };
  }
}

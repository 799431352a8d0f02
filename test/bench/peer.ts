import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { ROOT } from "./root.js";

/** A side could not do what it was asked; the message says why. */
export class PeerFailure extends Error {}

/** What `run` answers, one entry a step. */
export interface RunReport {
  readonly seconds: readonly number[];
  readonly losses?: readonly number[];
  /** Tokens of the completions sampled in the step. */
  readonly tokens?: readonly number[];
  /** Seconds by phase. */
  readonly phases?: readonly Readonly<Record<string, number>>[];
  /** Rollouts that trained. */
  readonly rows?: readonly number[];
}

/** One side of a comparison: a process of its own that answers JSON lines, one request at a time. */
export class Peer {
  private readonly child: ChildProcess;
  private answer?: { readonly resolve: (line: string) => void; readonly reject: (reason: Error) => void };
  private errors = "";
  private ended?: PeerFailure;

  constructor(
    readonly name: string,
    command: readonly string[],
    environment: NodeJS.ProcessEnv,
  ) {
    const [program, ...words] = command;
    this.child = spawn(program, words, { cwd: ROOT, env: environment, stdio: ["pipe", "pipe", "pipe"] });
    this.child.stderr?.on("data", (text: Buffer) => (this.errors = (this.errors + text.toString()).slice(-4000)));
    this.child.stdin?.on("error", () => undefined);
    this.child.on("error", (error) => this.end(error.message));
    this.child.on("close", (code, signal) => this.end(`ended with ${String(code ?? signal)}: ${lastLine(this.errors)}`));
    if (this.child.stdout) createInterface({ input: this.child.stdout }).on("line", (line) => this.take(line));
  }

  /** Throws a PeerFailure where the process answers with an error, or ends. */
  async request<Answer>(command: string, settings: object = {}): Promise<Answer> {
    const line = await new Promise<string>((resolve, reject) => {
      if (this.ended) {
        reject(this.ended);
        return;
      }
      this.answer = { resolve, reject };
      this.child.stdin?.write(`${JSON.stringify({ command, ...settings })}\n`);
    });
    const answer = JSON.parse(line) as Answer & { error?: string };
    if (answer.error !== undefined) throw new PeerFailure(`${this.name}: ${answer.error}`);
    return answer;
  }

  run(steps: number): Promise<RunReport> {
    return this.request<RunReport>("run", { steps });
  }

  /** The largest memory that the process has ever held, in megabytes; null where the system does not tell. */
  peakMemory(): number | null {
    if (process.platform !== "linux" || this.child.pid === undefined) return null;
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${this.child.pid}/status`, "utf8"));
    return kilobytes === null ? null : Number(kilobytes[1]) / 1024;
  }

  async close(): Promise<void> {
    if (this.ended) return;
    const closed = new Promise((resolve) => this.child.once("close", resolve));
    this.child.kill("SIGKILL");
    await closed;
  }

  private take(line: string): void {
    this.answer?.resolve(line);
    this.answer = undefined;
  }

  private end(reason: string): void {
    this.ended ??= new PeerFailure(`${this.name}: ${reason}`);
    this.answer?.reject(this.ended);
    this.answer = undefined;
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A program in a Node process of its own. Modules of core are imported by `core("run/run-lock")`. */
export class Child {
  private readonly lines: AsyncIterator<string>;
  private readonly ended: Promise<unknown>;

  private constructor(private readonly process: ChildProcess) {
    this.lines = createInterface({ input: process.stdout ?? raise() })[Symbol.asyncIterator]();
    this.ended = once(process, "close");
  }

  static run(program: string, ...words: readonly string[]): Child {
    const core = `const core = (name) => import(${JSON.stringify(new URL("../../../core/dist/", import.meta.url).href)} + name + ".js");`;
    return new Child(spawn(process.execPath, ["--input-type=module", "--eval", core + program, "--", ...words], { stdio: ["pipe", "pipe", "inherit"] }));
  }

  get pid(): number {
    return this.process.pid ?? raise();
  }

  /** The next line that it prints. */
  async line(): Promise<string> {
    const next = await this.lines.next();
    if (next.done) throw new Error("the process printed no more");
    return next.value;
  }

  say(text: string): void {
    this.process.stdin?.write(text);
  }

  /** Ends its input and waits until it has ended. */
  async end(): Promise<void> {
    this.process.stdin?.end();
    await this.ended;
  }

  async kill(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.ended;
  }
}

function raise(): never {
  throw new Error("the process did not start");
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ProgramCall, ProgramOutcome } from "../../../plugins/engine-tensorflow/src/setup/run-program.js";
import type { SetupContext } from "../../../plugins/engine-tensorflow/src/setup/setup.js";

const DONE: ProgramOutcome = { status: 0, stdout: "", stderr: "" };

/** What a program of the fake machine does. */
export const failing = (status: number | string | null, stderr = ""): ProgramOutcome => ({ status, stdout: "", stderr });

/** A machine with a temporary project, whose programs are known by a word of their command line and leave the files that the true ones would. */
export class FakeMachine {
  readonly calls: string[] = [];
  /** Outcomes by a word of the command line; what is not named here succeeds. */
  readonly outcomes: Record<string, ProgramOutcome>;
  printed = "";
  readonly project = mkdtempSync(join(tmpdir(), "lode-setup-"));
  readonly folder = join(this.project, "node_modules/the-package");
  private working = false;

  constructor(outcomes: Record<string, ProgramOutcome> = {}) {
    this.outcomes = outcomes;
  }

  context(): SetupContext {
    return {
      machine: { platform: "linux", arch: "x64", glibc: "2.36" },
      place: { project: this.project, folder: this.folder },
      run: (call) => Promise.resolve(this.run(call)),
      print: (text) => (this.printed += text),
      check: { program: "check", words: [], directory: "." },
    };
  }

  remove(): void {
    rmSync(this.project, { recursive: true });
  }

  private run({ program, words }: ProgramCall): ProgramOutcome {
    const kind = kindOf([program, ...words].join(" "));
    this.calls.push(kind);
    if (kind in this.outcomes) return this.outcomes[kind];
    if (kind === "check") return this.working ? { ...DONE, stdout: "computes\n" } : failing(1);
    if (kind === "npm install package") this.write("package.json");
    if (kind === "unpack") this.write("library.partial/tensorflow/libtensorflow_cc.so.2");
    if (kind === "compile") {
      this.write("lib/napi-v8/tfjs_binding.node.partial");
      this.working = true;
    }
    return DONE;
  }

  private write(path: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "");
  }
}

function kindOf(command: string): string {
  if (command.includes("node-api-headers@")) return "npm install headers";
  if (command.startsWith("npm install")) return "npm install package";
  if (command.includes("pip download")) return "pip download";
  if (command.includes("zipfile")) return "unpack";
  return command.startsWith("g++ -std") ? "compile" : command;
}

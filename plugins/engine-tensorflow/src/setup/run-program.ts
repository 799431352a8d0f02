import { spawn } from "node:child_process";

/** What became of a program; `status` is null where it is not installed. */
export interface ProgramOutcome {
  readonly status: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramCall {
  readonly program: string;
  readonly words: readonly string[];
  readonly directory: string;
  /** Passes standard output on while the program runs, for progress: `stdout` stays empty. */
  readonly shown?: boolean;
}

export type RunProgram = (call: ProgramCall) => Promise<ProgramOutcome>;

/** Runs a program to its end. Never rejects where it fails: its exit status or, where a signal ended it, the signal's name says so. */
export const runProgram: RunProgram = ({ program, words, directory, shown = false }) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: directory, stdio: ["ignore", shown ? "inherit" : "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") resolve({ status: null, stdout, stderr });
      else reject(error);
    });
    child.on("close", (code, signal) => {
      resolve({ status: code ?? signal, stdout, stderr });
    });
  });

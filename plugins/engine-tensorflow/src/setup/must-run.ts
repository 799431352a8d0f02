import type { ProgramCall, RunProgram } from "./run-program.js";
import { setupFailure } from "./setup-failure.js";

/** Runs a program that has to succeed. Throws ENGINE_UNAVAILABLE with the line in which it says why not, and `remedy`. */
export async function mustRun(run: RunProgram, call: ProgramCall, remedy: string): Promise<void> {
  const { status, stdout, stderr } = await run(call);
  if (status === 0) return;
  const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim() !== "");
  const reason = lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? "it says nothing";
  const command = [call.program, ...call.words].join(" ");
  throw setupFailure(`${call.program} ended with ${status ?? "nothing: it is not installed"}: ${reason.trim()}`, remedy, command);
}

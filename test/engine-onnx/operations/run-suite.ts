import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { SpecResult } from "./spec-result.js";

const SUITE_PROCESS = fileURLToPath(new URL("./suite-process.js", import.meta.url));

type Message = SpecResult | { readonly started: string } | { readonly done: true };

/** Runs tfjs-core's tests on a backend in a process of its own. Throws an Error that names the spec in which the process died. */
export async function runSuite(backend: string): Promise<SpecResult[]> {
  const results: SpecResult[] = [];
  let [running, done, complaint] = ["loading", false, ""];
  const child = fork(SUITE_PROCESS, [backend], { serialization: "advanced", stdio: ["ignore", "ignore", "pipe", "ipc"] });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => void (complaint = (complaint + text).slice(-2000)));
  child.on("message", (message) => {
    const told = message as Message;
    if ("started" in told) running = told.started;
    else if ("done" in told) done = true;
    else results.push(told);
  });
  const ending = await new Promise<string>((resolve, reject) => {
    child.once("error", reject).once("close", (code, signal) => resolve(`status ${String(code ?? signal)}`));
  });
  if (!done) throw new Error(`the tests on ${backend} ended early with ${ending}, in "${running}": ${complaint}`);
  return results;
}

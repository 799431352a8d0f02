import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { core } from "../recipe/core.js";

const { main } = core("cli/main");

export const LODE = fileURLToPath(new URL("../../../core/bin/lode.js", import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command in this process: what it writes, and the exit code that it would have. */
export async function runLode(...words: readonly string[]): Promise<Outcome> {
  const written = { stdout: "", stderr: "" };
  const streams = [process.stdout, process.stderr] as const;
  const writes = streams.map((stream) => stream.write.bind(stream));
  process.stdout.write = (chunk: string | Uint8Array) => (written.stdout += String(chunk)) !== "";
  process.stderr.write = (chunk: string | Uint8Array) => (written.stderr += String(chunk)) !== "";
  try {
    return { code: await main(words), ...written };
  } finally {
    streams.forEach((stream, place) => (stream.write = writes[place]));
  }
}

/** A command in a process of its own. */
export function spawnLode(words: readonly string[], directory: string): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [LODE, ...words], { cwd: directory }, (error, stdout, stderr) => {
      resolve({ code: error ? (error.code as number | null) : 0, stdout, stderr });
    });
  });
}

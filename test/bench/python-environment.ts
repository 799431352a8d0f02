import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "./root.js";

/** Python with the peers' packages, or why there is none. */
export type PythonEnvironment = { readonly python: string } | { readonly missing: string };

/** Where an environment is, and what it has. */
export interface EnvironmentPlace {
  readonly folder: string;
  /** Exact versions, as `pip` reads them. */
  readonly requirements: string;
}

const FOLDER = join(ROOT, "test/bench/.environment");
const PEERS: EnvironmentPlace = { folder: FOLDER, requirements: join(ROOT, "test/bench/peer/requirements.txt") };

/** The environment in `test/bench/.environment`, or another one; made once, by Python's `venv` and `pip`. */
export function pythonEnvironment(tell: (news: string) => void, { folder, requirements }: EnvironmentPlace = PEERS): PythonEnvironment {
  // Written last: a folder whose copy says something else, or that has none, is made anew.
  const stamp = join(folder, "requirements.txt");
  const python = process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
  const wanted = readFileSync(requirements, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return { python };
  tell(`making ${folder} with the versions in ${relative(ROOT, requirements)}: minutes, once`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const failure =
    failureOf(process.platform === "win32" ? "python" : "python3", ["-m", "venv", folder]) ??
    failureOf(python, ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--requirement", requirements]);
  if (failure !== undefined) return { missing: failure };
  writeFileSync(stamp, wanted);
  return { python };
}

/** What a Python child is started with: no library looks for models or data sets on the net. */
export function peerEnvironment(threads: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    OMP_NUM_THREADS: String(threads),
    HF_HUB_OFFLINE: "1",
    HF_HOME: join(FOLDER, "huggingface"),
    TORCHINDUCTOR_CACHE_DIR: join(FOLDER, "inductor"),
    TOKENIZERS_PARALLELISM: "false",
  };
}

export function peerScript(name: string): string {
  return join(ROOT, "test/bench/peer", name);
}

function failureOf(program: string, words: readonly string[]): string | undefined {
  const { status, stderr, error } = spawnSync(program, words, { encoding: "utf8" });
  if (error) return error.message;
  return status === 0 ? undefined : (stderr.trim().split("\n").at(-1) ?? `${program} ended with ${status}`);
}

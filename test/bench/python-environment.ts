import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.js";

/** Python with the peers' packages, or why there is none. */
export type PythonEnvironment = { readonly python: string } | { readonly missing: string };

const FOLDER = join(ROOT, "test/bench/.environment");
const REQUIREMENTS = join(ROOT, "test/bench/peer/requirements.txt");
/** Written last: a folder whose copy says something else, or that has none, is made anew. */
const STAMP = join(FOLDER, "requirements.txt");
const PYTHON = process.platform === "win32" ? join(FOLDER, "Scripts", "python.exe") : join(FOLDER, "bin", "python");

/** The environment in `test/bench/.environment`; made once, by Python's `venv` and `pip`, from the versions in `peer/requirements.txt`. */
export function pythonEnvironment(tell: (news: string) => void): PythonEnvironment {
  const wanted = readFileSync(REQUIREMENTS, "utf8");
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return { python: PYTHON };
  tell(`making ${FOLDER} with the versions in peer/requirements.txt: minutes, once`);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const failure =
    failureOf(process.platform === "win32" ? "python" : "python3", ["-m", "venv", FOLDER]) ??
    failureOf(PYTHON, ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--requirement", REQUIREMENTS]);
  if (failure !== undefined) return { missing: failure };
  writeFileSync(STAMP, wanted);
  return { python: PYTHON };
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

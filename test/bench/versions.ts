import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PythonEnvironment } from "./python-environment.js";
import { ROOT } from "./root.js";

const NPM_PACKAGES = ["onnxruntime-node", "@tensorflow/tfjs"];
const PYTHON_PACKAGES = ["torch", "transformers", "trl"];

/** Versions by name, of both sides. */
export function versionsOf(environment: PythonEnvironment): Readonly<Record<string, string>> {
  const ofNpm = NPM_PACKAGES.map((name) => [name, versionIn(join(ROOT, "node_modules", name, "package.json"))]);
  const ofPython = "python" in environment ? pythonVersions(environment.python) : {};
  return { lode: versionIn(join(ROOT, "package.json")), node: process.versions.node, ...(Object.fromEntries(ofNpm) as Record<string, string>), ...ofPython };
}

function versionIn(manifest: string): string {
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

function pythonVersions(python: string): Readonly<Record<string, string>> {
  const program =
    "import json, platform, sys; from importlib.metadata import version; " +
    "print(json.dumps({'python': platform.python_version(), **{name: version(name) for name in sys.argv[1:]}}))";
  const { stdout, stderr, status } = spawnSync(python, ["-c", program, ...PYTHON_PACKAGES], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the Python environment does not tell its versions: ${stderr.trim()}`);
  return JSON.parse(stdout) as Record<string, string>;
}

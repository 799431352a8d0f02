import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { mustRun } from "./must-run.js";
import type { RunProgram } from "./run-program.js";

/** Headers of Node-API, which are the same for every Node.js: where this one keeps its own, if at all, does not matter. */
const HEADERS = "node-api-headers@1.9.0";
/** Version of Node-API; the package looks for its binding in a folder of that name. */
const NODE_API = 8;

/** Compiles the binding that the npm package in `folder` brings as source against the native library in `library`, and puts it where the package looks. */
export async function compileBinding(folder: string, library: string, run: RunProgram): Promise<void> {
  const binding = join(folder, "lib", `napi-v${NODE_API}`, "tfjs_binding.node");
  await mkdir(dirname(binding), { recursive: true });
  const headers = await mkdtemp(join(tmpdir(), "lode-node-api-"));
  try {
    const npm = ["install", "--prefix", headers, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", HEADERS];
    await mustRun(run, { program: "npm", words: npm, directory: headers }, "Mend what npm names, and run the setup again.");
    const words = compilerWords(folder, library, join(headers, "node_modules/node-api-headers/include"), binding);
    await mustRun(run, { program: "g++", words, directory: folder }, "Install a g++ that knows C++17 (version 8 or newer), and run the setup again.");
    await rename(`${binding}.partial`, binding);
  } finally {
    await rm(headers, { recursive: true });
  }
}

function compilerWords(folder: string, library: string, headers: string, binding: string): readonly string[] {
  const tensorflow = join(library, "tensorflow");
  return [
    ...["-std=c++17", "-O2", "-w", "-shared", "-fPIC", `-DNAPI_VERSION=${NODE_API}`],
    ...["-I", headers, "-I", join(tensorflow, "include")],
    ...[join(folder, "binding/tfjs_backend.cc"), join(folder, "binding/tfjs_binding.cc")],
    ...["-L", tensorflow, "-l:libtensorflow_cc.so.2", "-l:libtensorflow_framework.so.2"],
    // Relative to the binding, so that the project may be moved.
    `-Wl,-rpath,$ORIGIN/${relative(dirname(binding), tensorflow)}`,
    ...["-o", `${binding}.partial`],
  ];
}

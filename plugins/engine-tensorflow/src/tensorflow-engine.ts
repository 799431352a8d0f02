import type { Engine } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { restoreRemovedFunctions } from "./restore-removed-functions.js";

const BACKEND = "tensorflow";

export interface TensorflowPackage {
  readonly packageName: string;
  /** Refuses to run without a GPU. */
  readonly needsGpu: boolean;
}

/** An engine over a package that registers the backend `tensorflow` when it is imported, and that need not be installed. */
export function tensorflowEngine(name: string, { packageName, needsGpu }: TensorflowPackage, importPackage = importByName): Engine {
  return {
    name,
    async load() {
      // Production mode comes first: TensorFlow.js prints no banner then, whatever backend a tensor touches.
      tf.enableProdMode();
      // The library tells on standard error what it found; its warnings and errors stay.
      process.env.TF_CPP_MIN_LOG_LEVEL ??= "1";
      // Matrix products in float32 and not in TF32, which keeps three digits.
      if (needsGpu) process.env.NVIDIA_TF32_OVERRIDE ??= "0";
      restoreRemovedFunctions();
      if (!isRegistered()) await importPackage(packageName).catch((error: unknown) => Promise.reject(failure({ packageName, needsGpu }, error)));
      if (!(await tf.setBackend(BACKEND))) throw new Error(`${packageName} loads, but its backend does not start`);
      if (needsGpu && !native().isUsingGpuDevice) throw new Error(`${packageName} loads, but finds no GPU`);
    },
    report: () => {
      const { binding, isUsingGpuDevice = false } = native();
      return { library: `TensorFlow ${binding?.TF_Version ?? "of unknown version"}, ${isUsingGpuDevice ? "GPU" : "CPU"}`, threads: null };
    },
  };
}

/** The backend of both packages. */
function native(): { readonly binding?: { readonly TF_Version?: string }; readonly isUsingGpuDevice?: boolean } {
  return tf.backend() as object;
}

/** The GPU package may have loaded without finding a GPU: it computes on the CPU as well, and a second native library in one process does not. */
function isRegistered(): boolean {
  return (tf.findBackendFactory(BACKEND) as unknown) != null;
}

/** By name, because an optional package brings no types where it is not installed. */
function importByName(packageName: string): Promise<unknown> {
  return import(packageName);
}

/** An error of one line, with the command that mends it. */
function failure({ packageName, needsGpu }: TensorflowPackage, error: unknown): Error {
  return new Error(`${packageName} ${reason(packageName, error)} (npx lode-setup-tensorflow${needsGpu ? " --gpu" : ""} sets it up)`, { cause: error });
}

function reason(packageName: string, error: unknown): string {
  const { message, code } = error as { message: string; code?: string };
  if (code === "ERR_MODULE_NOT_FOUND" && message.includes(`'${packageName}'`)) return "is not installed";
  // The package's own message names a folder and a command that does not help.
  if (message.startsWith("The Node.js native addon module")) return "is installed without its native library";
  return `does not load: ${message.trim().split("\n")[0]}`;
}

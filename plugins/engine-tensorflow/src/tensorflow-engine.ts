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
      restoreRemovedFunctions();
      if (!isRegistered()) await importPackage(packageName).catch((error: unknown) => Promise.reject(failure(packageName, error)));
      if (!(await tf.setBackend(BACKEND))) throw new Error(`${packageName} loads, but its backend does not start`);
      if (needsGpu && !(tf.backend() as { isUsingGpuDevice?: boolean }).isUsingGpuDevice) throw new Error(`${packageName} loads, but finds no GPU`);
    },
  };
}

/** The GPU package may have loaded without finding a GPU: it computes on the CPU as well, and a second native library in one process does not. */
function isRegistered(): boolean {
  return (tf.findBackendFactory(BACKEND) as unknown) != null;
}

/** By name, because an optional package brings no types where it is not installed. */
function importByName(packageName: string): Promise<unknown> {
  return import(packageName);
}

/** An error of one line. */
function failure(packageName: string, error: unknown): Error {
  const { message, code } = error as { message: string; code?: string };
  const absent = code === "ERR_MODULE_NOT_FOUND" && message.includes(`'${packageName}'`);
  return new Error(absent ? `${packageName} is not installed` : `${packageName} does not load: ${message.trim().split("\n")[0]}`, { cause: error });
}

import type { Engine } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { restoreNodeUtil } from "./node-util.js";

/** An engine over a package that registers the backend `tensorflow` when it is imported, and that need not be installed. */
export function tensorflowEngine(name: string, packageName: string, importPackage: () => Promise<unknown>): Engine {
  return {
    name,
    async load() {
      // Production mode comes first: it silences tfjs's banner.
      tf.enableProdMode();
      restoreNodeUtil();
      await importPackage().catch((error: unknown) => {
        throw new Error(reason(packageName, error), { cause: error });
      });
      if (!(await tf.setBackend("tensorflow"))) throw new Error(`${packageName} loads, but its backend does not start`);
    },
  };
}

/** One line. */
function reason(packageName: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const absent = (error as { code?: unknown }).code === "ERR_MODULE_NOT_FOUND" && message.includes(`'${packageName}'`);
  return absent ? `${packageName} is not installed` : `${packageName} does not load: ${message.trim().split("\n")[0]}`;
}

import * as tf from "@tensorflow/tfjs";
import type { Engine } from "../contracts/engine.js";
import { UserError } from "../contracts/user-error.js";

/** Packages of engines, fastest first. */
const PACKAGES = ["@lode/engine-tensorflow", "@lode/engine-wasm"];

/** tfjs's own engine in plain JavaScript: slow, and always there. */
const CPU: Engine = {
  name: "cpu",
  load: async () => {
    tf.enableProdMode();
    await tf.setBackend("cpu");
  },
};

/** tfjs is global in a process, and so is the engine that it was given. */
let loaded: string | undefined;

export interface EngineAttempt {
  readonly name: string;
  readonly failure: string;
}

/**
 * Loads an engine by name, one of Lode's or of the recipe's plugins, or with "auto" the first of Lode's that loads.
 * Throws ENGINE_UNAVAILABLE, or ENGINE_SECOND when another is in use.
 */
export async function loadEngine(wanted: string, ofPlugins: readonly Engine[] = []): Promise<string> {
  if (loaded !== undefined) return reuse(loaded, wanted);
  const failures: EngineAttempt[] = [];
  const known = [...(await engines()), ...ofPlugins];
  for (const engine of wanted === "auto" ? await engines() : known) {
    if (wanted !== "auto" && wanted !== engine.name) continue;
    try {
      await engine.load();
      await tf.ready();
      loaded = engine.name;
      return loaded;
    } catch (error) {
      failures.push({ name: engine.name, failure: error instanceof Error ? error.message : String(error) });
    }
  }
  const what = failures.length > 0 ? failures.map(({ name, failure }) => `${name}: ${failure}`).join("; ") : `there is no engine "${wanted}"`;
  throw new UserError("ENGINE_UNAVAILABLE", what, {
    place: { pointer: "/engine" },
    remedy: `Use "engine": "auto" or one of ${known.map(({ name }) => name).join(", ")}.`,
  });
}

async function engines(): Promise<readonly Engine[]> {
  const found: Engine[] = [];
  for (const name of PACKAGES) {
    try {
      found.push(...((await import(name)) as { default: readonly Engine[] }).default);
    } catch (error) {
      if ((error as { code?: string }).code !== "ERR_MODULE_NOT_FOUND") throw error;
    }
  }
  return [...found, CPU];
}

function reuse(name: string, wanted: string): string {
  if (wanted === "auto" || wanted === name) return name;
  throw new UserError("ENGINE_SECOND", `the engine ${name} is in use, ${wanted} was asked for`, {
    place: { pointer: "/engine" },
    remedy: "TensorFlow.js has one engine a process: start another process.",
  });
}

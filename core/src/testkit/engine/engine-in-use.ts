import * as tf from "@tensorflow/tfjs";
import type { TSchema } from "typebox";
import { Engine } from "../../contracts/engine.js";
import { completeOptions } from "../complete-options.js";

/** A backend without operations, in place before an engine is loaded, so that it can be seen whether loading replaces it. */
const NONE = "lode-testkit-none";

/** The backend that each engine made tfjs's, or what its loading threw. Engines are loaded once a process. */
const loaded = new WeakMap<Engine, Promise<string>>();

/** Does something on an engine and gives tfjs its former backend back. Rejects where the engine does not load. */
export async function onEngine<Result>(engine: Engine, act: (backend: string) => Promise<Result>): Promise<Result> {
  await tf.ready();
  const before = tf.getBackend();
  try {
    const backend = await backendOf(engine);
    await tf.setBackend(backend === NONE ? before : backend);
    return await act(backend);
  } finally {
    await tf.setBackend(before);
  }
}

/** True of the backend of an engine that did not put one of its own in place when it was loaded. */
export function isNone(backend: string): boolean {
  return backend === NONE;
}

function backendOf(engine: Engine): Promise<string> {
  const known = loaded.get(engine);
  if (known) return known;
  const loading = load(engine);
  loaded.set(engine, loading);
  return loading;
}

async function load(engine: Engine): Promise<string> {
  if ((tf.findBackendFactory(NONE) as unknown) == null) tf.registerBackend(NONE, () => new tf.KernelBackend());
  await tf.setBackend(NONE);
  await engine.load(optionsOf(engine));
  await tf.ready();
  return tf.getBackend();
}

/** The defaults of its options. */
function optionsOf(engine: Engine): Readonly<Record<string, unknown>> {
  const { name: use, options } = engine;
  return completeOptions({ component: { contract: Engine, use, description: "", options: options as TSchema | undefined, create: { from: () => engine } } });
}

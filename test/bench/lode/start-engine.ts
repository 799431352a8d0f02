import type { Engine } from "@lode/core";
import type { EngineSettings } from "./engine-settings.js";

/** Makes an engine that of this process, as `train` does by a recipe. Throws where it is not installed, lacks an option, or does not load. */
export async function startEngine({ use, ...options }: EngineSettings): Promise<void> {
  const { default: engines } = (await import(`@lode/engine-${use}`)) as { default: readonly Engine[] };
  const engine = engines.find(({ name }) => name === use);
  if (engine === undefined) throw new RangeError(`@lode/engine-${use} has no engine ${use}`);
  const known = (engine.options as { properties?: object } | undefined)?.properties ?? {};
  const unknown = Object.keys(options).find((option) => !Object.hasOwn(known, option));
  if (unknown !== undefined) throw new RangeError(`the engine ${use} has no option "${unknown}"`);
  await engine.load(options);
}

import * as tf from "@tensorflow/tfjs";
import { Engine, type EngineReport } from "../contracts/engine.js";
import { UserError } from "../contracts/user-error.js";
import { enginePlugins, loadEngines, type KnownEngine } from "../plugin/load-engines.js";
import type { PluginDefinition } from "../plugin/plugin-definition.js";
import { Registry, type RegisteredComponent } from "../plugin/registry.js";
import type { Json, JsonObject } from "../recipe/json.js";
import { sourced } from "../recipe/merge-recipes.js";
import type { OptionSchema } from "../recipe/option-schema.js";
import { OptionsResolver } from "../recipe/options-resolver.js";

/** An engine as a resolved recipe has it: its name, or "auto", and options. */
export type EngineChoice = JsonObject & { readonly use: string };

/** The engine that this process computes on. */
export interface EngineInUse {
  readonly use: string;
  /** Complete. */
  readonly options: JsonObject;
  readonly report: EngineReport | null;
  /** Engines that "auto" would have taken before this one, and why they do not load though they are installed. */
  readonly passedOver: readonly string[];
}

const POINTER = "/engine";
const LACKS = "it has no option";

/** tfjs is global in a process, and so is the engine that it was given. */
let inUse: EngineInUse | undefined;

/**
 * Loads an engine by `use`, one of Lode's or of the recipe's plugins, with its options; with "auto" the first of Lode's that loads and has the options.
 * Throws ENGINE_UNAVAILABLE, ENGINE_SECOND when another is in use, or RECIPE_… for options that the engine does not have.
 */
export async function loadEngine(wanted: EngineChoice, plugins: readonly PluginDefinition[] = []): Promise<EngineInUse> {
  const engines = await loadEngines();
  const registry = new Registry([...plugins, ...enginePlugins(engines)]);
  if (inUse !== undefined) return reuse(inUse, wanted, registry);
  const failures: Failure[] = [];
  for (const name of wanted.use === "auto" ? engines.map((engine) => engine.name) : [wanted.use]) {
    const found = registry.find("Engine", name);
    const attempted = found ? await attempt(found, wanted, registry) : (engines.find((engine) => engine.name === name)?.failure ?? "there is no such engine");
    if (typeof attempted !== "string") return (inUse = { ...attempted, passedOver: amiss(failures, engines) });
    failures.push({ name, reason: attempted });
  }
  throw unavailable(failures.map(({ name, reason }) => `${name}: ${reason}`).join("; "), registry);
}

interface Failure {
  readonly name: string;
  readonly reason: string;
}

/** Failures of engines that are installed whole; one that lacks an option is passed over rightly. */
function amiss(failures: readonly Failure[], engines: readonly KnownEngine[]): readonly string[] {
  const whole = new Set(engines.filter(({ shouldLoad }) => shouldLoad).map(({ name }) => name));
  return failures.filter(({ name, reason }) => whole.has(name) && !reason.startsWith(LACKS)).map(({ name, reason }) => `${name}: ${reason}`);
}

/** The engine, or why it is not taken. */
async function attempt(found: RegisteredComponent, wanted: EngineChoice, registry: Registry): Promise<Omit<EngineInUse, "passedOver"> | string> {
  const { use } = found.definition;
  const option = wanted.use === "auto" ? lacking(found, wanted) : undefined;
  if (option !== undefined) return `${LACKS} "${option}"`;
  const options = completeOptions(registry, { ...wanted, use });
  try {
    return { use, options, report: await start(found, options) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function unavailable(what: string, registry: Registry): UserError {
  const known = registry.list("Engine").map(({ definition }) => definition.use);
  return new UserError("ENGINE_UNAVAILABLE", what, {
    place: { pointer: POINTER },
    remedy: `Use one of ${known.join(", ")}; \`lode doctor\` shows which of them load.`,
  });
}

/** For people: "onnx (provider cpu, threads 2): ONNX Runtime 1.30.0, CPU". */
export function engineInWords({ use, options, report }: EngineInUse): string {
  return report === null ? inWords(use, options) : `${inWords(use, options)}: ${report.library}`;
}

/** An engine as a recipe writes it. */
export function engineInRecipe({ use, options }: EngineInUse): EngineChoice {
  return { use, ...options };
}

async function start({ definition: { create } }: RegisteredComponent, options: JsonObject): Promise<EngineReport | null> {
  const engine = (typeof create === "function" ? new create() : create.from(options as never)) as Engine;
  await engine.load(options);
  await tf.ready();
  return engine.report?.() ?? null;
}

/** An option that is set and that the engine does not have. */
function lacking({ definition }: RegisteredComponent, wanted: EngineChoice): string | undefined {
  const { properties = {} } = (definition.options ?? {}) as OptionSchema;
  return Object.keys(wanted).find((key) => key !== "use" && !Object.hasOwn(properties, key));
}

function completeOptions(registry: Registry, wanted: EngineChoice): JsonObject {
  const recipe = sourced({ engine: wanted }, { label: "recipe", directory: "." });
  const { use: _, ...options } = new OptionsResolver(registry, recipe, null).resolve({ lodeContract: "Engine" }, wanted, POINTER) as JsonObject;
  return options;
}

function reuse(engine: EngineInUse, wanted: EngineChoice, registry: Registry): EngineInUse {
  const { use, ...given } = wanted;
  const asked = use === "auto" || use !== engine.use ? given : completeOptions(registry, wanted);
  const differs = ([key, value]: [string, Json]): boolean => JSON.stringify(engine.options[key]) !== JSON.stringify(value);
  if ((use === "auto" || use === engine.use) && !Object.entries(asked).some(differs)) return engine;
  throw new UserError("ENGINE_SECOND", `the engine ${inWords(engine.use, engine.options)} is in use, ${inWords(use, asked)} was asked for`, {
    place: { pointer: POINTER },
    remedy: "TensorFlow.js has one engine a process: start another process.",
  });
}

function inWords(use: string, options: JsonObject): string {
  const values = Object.entries(options).map(([key, value]) => `${key} ${typeof value === "string" ? value : JSON.stringify(value)}`);
  return values.length === 0 ? use : `${use} (${values.join(", ")})`;
}

import type { TSchema } from "typebox";
import { Engine } from "../contracts/engine.js";
import { component, type ComponentDefinition } from "./component-definition.js";
import { cpuEngine } from "./cpu-engine.js";
import { ENGINE_CATALOGUE } from "./engine-catalogue.js";
import { options, Type } from "./options-schema.js";
import type { PluginDefinition } from "./plugin-definition.js";

/** An engine of Lode's as a component, or why its package does not give it. Whether it loads is not known yet. */
export interface KnownEngine {
  readonly name: string;
  readonly packageName: string;
  readonly definition?: ComponentDefinition<Engine>;
  readonly failure?: string;
  /** Whether something is wrong where it does not load: its package is installed and brings all that it needs. */
  readonly shouldLoad: boolean;
}

/** Lode's own engines, in the order in which "auto" tries them. */
export async function loadEngines(): Promise<readonly KnownEngine[]> {
  return Promise.all(ENGINE_CATALOGUE.map(knownEngine));
}

/** The engines that are there as plugins that need not be named, and "auto", which takes whatever options one of them has. */
export function enginePlugins(engines: readonly KnownEngine[]): readonly PluginDefinition[] {
  const found = engines.flatMap(({ packageName, definition }) => (definition ? [{ packageName, definition }] : []));
  const plugins = found.map(({ packageName, definition }) => ({ name: packageName, core: "*", components: [definition] }));
  return [...plugins, { name: "@lode/core", core: "*", components: [autoEngine(found.map(({ definition }) => definition))] }];
}

async function knownEngine({ name, packageName, description, whole }: (typeof ENGINE_CATALOGUE)[number]): Promise<KnownEngine> {
  try {
    const engine = (await enginesOf(packageName)).find((candidate) => candidate.name === name);
    if (!engine) return { name, packageName, failure: `${packageName} has no such engine`, shouldLoad: true };
    return { name, packageName, definition: engineComponent(engine, description), shouldLoad: whole };
  } catch (error) {
    const { message, code } = error as { message: string; code?: string };
    const absent = code === "ERR_MODULE_NOT_FOUND" && message.includes(`'${packageName}'`);
    const failure = absent ? `${packageName} is not installed` : `${packageName} cannot be imported: ${message.split("\n")[0]}`;
    return { name, packageName, failure, shouldLoad: whole && !absent };
  }
}

async function enginesOf(packageName: string): Promise<readonly Engine[]> {
  if (packageName === "@lode/core") return [cpuEngine];
  return ((await import(packageName)) as { default: readonly Engine[] }).default;
}

function engineComponent(engine: Engine, description: string): ComponentDefinition<Engine> {
  return component(Engine, { use: engine.name, description, options: engine.options as TSchema | undefined, explain, create: { from: () => engine } });
}

function explain(chosen: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(chosen).map(([key, value]) => `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
}

/** Each option of any engine is one of "auto", without a default: only an engine that has what is given is taken. */
function autoEngine(engines: readonly ComponentDefinition<Engine>[]): ComponentDefinition<Engine> {
  const properties = engines.map(({ options: schema }) => (schema as { properties?: Record<string, TSchema> } | undefined)?.properties ?? {});
  const optional = Object.entries(Object.assign({}, ...properties) as Record<string, TSchema & { default?: unknown }>).map(
    ([key, { default: _, ...property }]) => [key, Type.Optional(Type.Unsafe(property))],
  );
  const names = engines.map(({ use }) => use).join(", ");
  return component(Engine, {
    use: "auto",
    description: `The first that loads and has the options that are set: ${names}.`,
    options: options(Object.fromEntries(optional) as Record<string, TSchema>),
    explain,
    create: {
      from: () => {
        throw new RangeError("auto stands for an engine and is none");
      },
    },
  });
}

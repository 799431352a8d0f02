import { container as root, type DependencyContainer } from "tsyringe";
import { Clock } from "../contracts/clock.js";
import type { Component } from "../contracts/component.js";
import { contractName, type Contract } from "../contracts/contract.js";
import { Options } from "../contracts/options.js";
import { RandomStream } from "../contracts/random-stream.js";
import { RunStore } from "../contracts/run-store.js";
import { Terminal } from "../contracts/terminal.js";
import { UserError } from "../contracts/user-error.js";
import type { WeightsSource } from "../contracts/weights-source.js";
import type { ComponentDefinition } from "./component-definition.js";
import { reporting } from "./reporting.js";

/** A component of a recipe, to be constructed. */
export interface Blueprint {
  readonly definition: ComponentDefinition;
  readonly plugin: string;
  /** JSON pointer into the recipe. */
  readonly pointer: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a run's components are given from outside. */
export interface RunEnvironment {
  readonly store: RunStore;
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly random: RandomStream;
  /** The weights that the option at a pointer names. */
  readonly weights: ReadonlyMap<string, WeightsSource>;
}

/** One run's components, each constructed once, in a child container of its own; nothing is shared with another run. Life: `start`, use, `dispose`. */
export class RunContainer {
  /** By pointer, in the order of construction: a component comes after those that were injected into it. */
  private readonly instances = new Map<string, Component>();
  private readonly blueprints: ReadonlyMap<string, Blueprint>;
  private readonly building: string[] = [];
  private readonly scope: DependencyContainer;
  /** tsyringe wraps what a constructor throws; the first error is kept as it was. */
  private failure: unknown;

  constructor(
    blueprints: readonly Blueprint[],
    contracts: ReadonlyMap<Contract<unknown>, string>,
    private readonly environment: RunEnvironment,
  ) {
    this.blueprints = new Map(blueprints.map((blueprint) => [blueprint.pointer, blueprint]));
    this.scope = root.createChildContainer();
    this.scope.register(RunStore as symbol, { useValue: environment.store });
    this.scope.register(Clock as symbol, { useValue: environment.clock });
    this.scope.register(Terminal as symbol, { useValue: environment.terminal });
    for (const [contract, pointer] of contracts) {
      this.scope.register(contract as symbol, { useFactory: () => this.injected(contract, pointer) });
    }
  }

  /** The component at a pointer, or null where the recipe has none. */
  find<T>(pointer: string): T | null {
    return (this.instances.get(pointer) as T | undefined) ?? null;
  }

  /** The component at a pointer of a slot that every recipe fills. */
  get<T>(pointer: string): T {
    const found = this.find<T>(pointer);
    if (found === null) throw new RangeError(`the run has no component at ${pointer}`);
    return found;
  }

  /** Components with state, by their place in the recipe: "policy", "rewardModel.reward". */
  stateful(): ReadonlyMap<string, Component> {
    const entries = [...this.instances].filter(([, component]) => component.snapshot !== undefined);
    return new Map(entries.map(([pointer, component]) => [pointer.slice(1).replaceAll("/", "."), component]));
  }

  /** Constructs all components, then starts them, each after those that were injected into it. What exists is disposed even if this fails. */
  async start(): Promise<void> {
    for (const blueprint of this.blueprints.values()) this.build(blueprint);
    for (const [pointer, component] of this.instances) {
      try {
        await component.start?.();
      } catch (error) {
        throw this.classify(error, this.blueprints.get(pointer), "start");
      }
    }
  }

  /** Disposes every component once, in the reverse order of construction; one that fails keeps none of the others alive. */
  async dispose(): Promise<void> {
    const instances = [...this.instances].reverse();
    this.instances.clear();
    const failures: unknown[] = [];
    for (const [pointer, component] of instances) {
      try {
        await component.dispose?.();
      } catch (error) {
        failures.push(this.classify(error, this.blueprints.get(pointer), "disposal"));
      }
    }
    this.scope.reset();
    if (failures.length > 0) throw failures[0];
  }

  private injected(contract: Contract<unknown>, pointer: string): Component {
    const blueprint = this.blueprints.get(pointer);
    if (blueprint) return this.build(blueprint);
    const needing = this.building.at(-1) ?? "";
    throw this.keep(
      new UserError(
        "COMPONENT_MISSING",
        `${needing.slice(1)} "${this.blueprints.get(needing)?.definition.use}" needs a ${contractName(contract)}, the recipe has none`,
        {
          place: { pointer },
          remedy: `Add "${pointer.slice(1)}": { "use": … }.`,
        },
      ),
    );
  }

  private build(blueprint: Blueprint): Component {
    const { pointer, definition } = blueprint;
    const built = this.instances.get(pointer);
    if (built) return built;
    if (this.building.includes(pointer)) {
      const circle = [...this.building.slice(this.building.indexOf(pointer)), pointer].map((place) => place.slice(1)).join(" → ");
      throw this.keep(
        new UserError("COMPONENT_CYCLE", `components need one another: ${circle}`, { place: { pointer }, remedy: "Break the circle in the plugin." }),
      );
    }
    this.building.push(pointer);
    const options = this.fillIn(blueprint.options, pointer);
    const scope = this.scope.createChildContainer();
    scope.register(Options as symbol, { useValue: options });
    scope.register(RandomStream as symbol, { useValue: this.environment.random.at(pointer) });
    try {
      const { create } = definition;
      const made = (typeof create === "function" ? scope.resolve<Component>(create as new () => Component) : create.from(options as never)) as Component;
      const instance = reporting(made, (error, method) => this.classify(error, blueprint, method === "dispose" ? "disposal" : method));
      this.instances.set(pointer, instance);
      return instance;
    } catch (error) {
      throw this.keep(this.failure ?? this.classify(error, blueprint, "construction"));
    } finally {
      this.building.pop();
    }
  }

  /** Puts instances in the place of nested components, and sources in the place of named weights. */
  private fillIn(value: unknown, pointer: string): unknown {
    const weights = this.environment.weights.get(pointer);
    if (weights) return weights;
    const child = (key: string | number): string => `${pointer}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const part = (item: unknown, key: string | number): unknown => {
      const nested = this.blueprints.get(child(key));
      return nested ? this.build(nested) : this.fillIn(item, child(key));
    };
    if (Array.isArray(value)) return value.map(part);
    if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, part(item, key)]));
    return value;
  }

  private keep(error: unknown): unknown {
    this.failure ??= error;
    return error;
  }

  private classify(error: unknown, blueprint: Blueprint | undefined, phase: string): unknown {
    if (error instanceof UserError || !blueprint || (error as { name?: string }).name === "AbortError") return error;
    const reason = error instanceof Error ? error.message : String(error);
    return new UserError("PLUGIN_FAILED", `"${blueprint.definition.use}" of ${blueprint.plugin} failed in its ${phase}: ${reason}`, {
      place: { pointer: blueprint.pointer, component: blueprint.plugin },
      remedy: "Report it to the plugin's author; `--debug` shows where it failed.",
      cause: error,
    });
  }
}

import type { Component } from "../contracts/component.js";
import type { Contract } from "../contracts/contract.js";
import { Policy } from "../contracts/policy.js";
import { Tokenizer } from "../contracts/tokenizer.js";
import { Verifier } from "../contracts/verifier.js";
import type { ComponentDefinition } from "../plugin/component-definition.js";
import { RunContainer, type Blueprint } from "../plugin/run-container.js";
import { componentBlueprints } from "./component-blueprints.js";
import type { ComponentSubject } from "./component-subject.js";
import { letterTokenizer } from "./letter-tokenizer.js";
import { contraryReward, outcomeReward } from "./outcome-reward.js";
import { ScalarModelPolicy } from "./scalar-model-policy.js";
import { surroundings } from "./surroundings.js";

/** A component in a run container of its own, started. */
export interface OpenComponent<T> {
  readonly component: T;
  /** Disposes it and what was made for it. */
  close(): Promise<void>;
}

/** Makes the component as a run would, with the testkit's policy, tokenizer and verifier for it to be injected with, and starts it. */
export async function openComponent<T>({ component, options = {}, components = [] }: ComponentSubject<T>): Promise<OpenComponent<T>> {
  const given = surroundings({ policy: new ScalarModelPolicy(letterTokenizer) });
  const injected = Object.entries({ policy: given.policy, tokenizer: given.tokenizer, verifier: given.verifier });
  const blueprints = [
    ...injected.map(([name, instance]) => instanceBlueprint(instance, `/${name}`)),
    ...componentBlueprints(component as ComponentDefinition, options, { pointer: SUBJECT, components: [...components, outcomeReward, contraryReward] }),
  ];
  const run = new RunContainer(blueprints, PLACES, { ...given, weights: new Map() });
  try {
    await run.start();
  } catch (error) {
    await run.dispose();
    throw error;
  }
  return { component: run.get<T>(SUBJECT), close: () => run.dispose() };
}

/** What `use` makes of a new component, which is disposed afterwards whatever happens. */
export async function withNew<T, Result>(subject: ComponentSubject<T>, use: (component: T & Component) => Promise<Result> | Result): Promise<Result> {
  const { component, close } = await openComponent(subject);
  try {
    return await use(component as T & Component);
  } finally {
    await close();
  }
}

const SUBJECT = "/subject";
const PLACES = new Map<Contract<unknown>, string>([
  [Policy, "/policy"],
  [Tokenizer, "/tokenizer"],
  [Verifier, "/verifier"],
]);

function instanceBlueprint(instance: unknown, pointer: string): Blueprint {
  const definition = { contract: Symbol.for("instance"), use: "instance", description: "", create: { from: () => instance } };
  return { definition, plugin: "the testkit", pointer, options: {} };
}

import type { Component } from "../contracts/component.js";
import type { Contract } from "../contracts/contract.js";
import { Policy } from "../contracts/policy.js";
import { Tokenizer } from "../contracts/tokenizer.js";
import { Verifier } from "../contracts/verifier.js";
import { RunContainer, type Blueprint } from "../plugin/run-container.js";
import { componentBlueprints } from "./component-blueprints.js";
import type { ComponentSubject } from "./component-subject.js";
import { surroundings, type Surroundings } from "./surroundings.js";

/** A component under test, and how it is made. */
export type Subject<T> = Pick<ComponentSubject<T>, "component" | "options" | "components">;

/**
 * Makes the component, starts it, hands it over, and disposes it whatever happens. Of what it is injected with, a suite may bring its own. `stateful` are the
 * component and those that its options name, as far as they have state, by their place.
 */
export async function withComponent<T extends Component, Result>(
  { component, options = {}, components = [] }: Subject<T>,
  own: Partial<Surroundings>,
  use: (component: T, stateful: ReadonlyMap<string, Component>) => Promise<Result>,
): Promise<Result> {
  const given = surroundings(own);
  const blueprints = componentBlueprints(component, options, { pointer: SUBJECT, components });
  const run = new RunContainer([...collaborators(given), ...blueprints], PLACES, { ...given, weights: new Map() });
  try {
    await run.start();
    return await use(run.get<T>(SUBJECT), run.stateful());
  } finally {
    await run.dispose();
  }
}

const SUBJECT = "/subject";
const PLACES = new Map<Contract<unknown>, string>([
  [Policy, "/policy"],
  [Tokenizer, "/tokenizer"],
  [Verifier, "/verifier"],
]);

function collaborators({ policy, tokenizer, verifier }: Surroundings): readonly Blueprint[] {
  const instances: readonly (readonly [Contract<unknown>, string, unknown])[] = [
    [Policy, "/policy", policy],
    [Tokenizer, "/tokenizer", tokenizer],
    [Verifier, "/verifier", verifier],
  ];
  return instances.map(([contract, pointer, instance]) => {
    const definition = { contract, use: "stand-in", description: "", create: { from: () => instance } };
    return { definition, plugin: "the testkit", pointer, options: {} };
  });
}

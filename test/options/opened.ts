import { type Contract, contractName } from "@lode/core";
import { container } from "../plugin/container-fixture.js";
import parityPlugin from "../recipes/parity-plugin.js";
import { plugins } from "./catalogue.js";
import { core } from "./core.js";
import type { Fragment } from "./proof.js";

const { Registry } = core("plugin/registry");
const { OptionsResolver } = core("recipe/options-resolver");

type Blueprints = Parameters<typeof container>[0];

/** One for all: it compiles each schema once, which takes longer than most of what is looked at. */
const resolver = new OptionsResolver(new Registry([...plugins, parityPlugin]), { value: {}, sources: new Map(), removed: new Map() }, null);

/** The components around the one that is looked at, by contract. */
const AROUND: Readonly<Record<string, Fragment>> = {
  Tokenizer: { use: "character", alphabet: "0123456789+-*()?\n" },
  Policy: { use: "tabular", initialDeviation: 2 },
  Verifier: { use: "parity" },
};

/** A transformer for components that need gradients; it is as small as can be. */
export const TINY_TRANSFORMER: Fragment = { use: "transformer", layers: 1, width: 4, heads: 1, feedForward: 4 };

export interface Surroundings {
  readonly policy?: Fragment;
  /** Store, terminal and clock. */
  readonly environment?: Parameters<typeof container>[1];
}

/** Looks at a component as a run would have it: its fragment validated, defaults filled in, constructed by injection, started, and disposed in the end. */
export async function opened<T, Seen>(
  contract: Contract<T>,
  fragment: Fragment,
  look: (component: T) => Promise<Seen>,
  { policy, environment }: Surroundings = {},
): Promise<Seen> {
  const name = contractName(contract);
  const fragments = { ...AROUND, ...(policy && { Policy: policy }), [name]: fragment };
  const blueprints = Object.entries(fragments).flatMap(([of, written]) => resolved(of, written));
  const run = container(blueprints, environment);
  try {
    await run.start();
    return await look(run.get<T>(pointerOf(name)));
  } finally {
    await run.dispose();
  }
}

/** The component and those nested in it, with all options. */
function resolved(contract: string, fragment: Fragment): Blueprints {
  const before = resolver.nodes.length;
  resolver.resolve({ lodeContract: contract }, fragment as never, pointerOf(contract));
  return resolver.nodes.slice(before);
}

function pointerOf(contract: string): string {
  return `/${contract.charAt(0).toLowerCase()}${contract.slice(1)}`;
}

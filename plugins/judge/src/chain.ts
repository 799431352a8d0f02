import { component, Verifier } from "@lode/core";
import { chainOptions, type ChainOptions } from "./chain-options.js";
import { ChainVerifier } from "./chain-verifier.js";

/** The component of `ChainVerifier`. */
export const chain = component(Verifier, {
  use: "chain",
  description: "Verifiers in order: the next is asked about what the one before did not settle",
  options: chainOptions,
  explain: ({ verifiers, escalate }: ChainOptions) => [
    `Verdict: of ${verifiers.length} verifiers in order, the first whose outcome is not ${escalate.join(" or ")}; else the last one's.`,
  ],
  create: ChainVerifier,
});

import type { Verdict } from "../contracts/verdict.js";
import { Verifier, type Attempt } from "../contracts/verifier.js";
import type { ComponentDefinition } from "./component-definition.js";

/** A verifier that judges one attempt at a time: `verifier("short", ({ rollout }) => rollout.text.length < 40 ? correct() : incorrect("too long"))`. */
export function verifier(use: string, judge: (attempt: Attempt) => Verdict, description = ""): ComponentDefinition<Verifier> {
  return {
    contract: Verifier,
    use,
    description,
    create: { from: (): Verifier => ({ verify: (attempts) => Promise.resolve(attempts.map(judge)) }) },
  };
}

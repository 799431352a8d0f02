import type { ShownRollout } from "../data/shown-rollout.js";

/** What the tokens of a rollout may be coloured by. */
export const TOKEN_VALUES = ["weights", "advantages", "logprobs"] as const;

export type TokenValue = (typeof TOKEN_VALUES)[number];

export const TOKEN_VALUE_NAMES: Readonly<Record<TokenValue, string>> = {
  weights: "token weight",
  advantages: "advantage",
  logprobs: "surprise (nats)",
};

/** One number a token, or undefined where the rollout has none. Surprise is minus the log-probability. */
export function tokenValues(rollout: ShownRollout, value: TokenValue): readonly number[] | undefined {
  if (value === "logprobs") return rollout.logprobs?.map((logprob) => 0 - logprob);
  return rollout[value];
}

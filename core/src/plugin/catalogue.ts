/** Lode's own plugins: what commands without a recipe use, and what suggestions look through. */
export const CATALOGUE = [
  "@lode/oreal",
  "@lode/ppo",
  "@lode/grpo",
  "@lode/reinforce",
  "@lode/transformer",
  "@lode/tabular",
  "@lode/sampling",
  "@lode/rewards",
  "@lode/math",
  "@lode/arithmetic",
  "@lode/trackers",
] as const;

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
  "@lode/judge",
  "@lode/files",
  "@lode/arithmetic",
  "@lode/countdown",
  "@lode/chains",
  "@lode/trackers",
] as const;

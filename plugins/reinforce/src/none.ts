import { advantage, rowRewards, spreadOverTokens } from "@lode/core";

/** No baseline: every action token has its row's reward. */
export const none = advantage({
  use: "none",
  description: "The reward itself, without a baseline.",
  needs: ["rewards"],
  explain: () => ["Advantage: A = r, no baseline."],
  estimate: (batch) => ({ advantages: spreadOverTokens(rowRewards(batch), batch) }),
});

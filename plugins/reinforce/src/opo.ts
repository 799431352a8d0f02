import { advantage, lengthWeightedBaseline, rowRewards, rowTokenCounts, spreadOverTokens } from "@lode/core";

/** OPO (`lengthWeightedBaseline`), one number a row. */
export const opo = advantage({
  use: "opo",
  description: "Reward minus the group's length-weighted mean.",
  needs: ["rewards", "group>=2"],
  explain: () => ["Advantage: A = r - the group's mean weighted by completion length."],
  estimate: (batch) => ({ advantages: spreadOverTokens(lengthWeightedBaseline(rowRewards(batch), batch.groups, rowTokenCounts(batch)), batch) }),
});

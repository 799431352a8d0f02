import { advantage, leaveOneOut, rowRewards, spreadOverTokens } from "@lode/core";

/** REINFORCE leave-one-out (`leaveOneOut`), one number a row. */
export const rloo = advantage({
  use: "rloo",
  description: "Reward minus the mean of the group's other rows.",
  needs: ["rewards", "group>=2"],
  explain: () => ["Advantage: A = r - mean of the group's other rows."],
  estimate: (batch) => ({ advantages: spreadOverTokens(leaveOneOut(rowRewards(batch), batch.groups), batch) }),
});

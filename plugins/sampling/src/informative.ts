import { selection } from "@lode/core";
import { rowRewards } from "./row-rewards.js";
import { rowsByGroup } from "./rows-by-group.js";

/** Drops the groups whose rewards are all equal: a baseline of the group leaves them no advantage, but they would count in the normaliser. */
export const informative = selection({
  use: "informative",
  description: "Drops groups whose rewards are all equal.",
  needs: ["rewards", "group>=2"],
  explain: () => ["Selection: groups whose rewards are all equal are dropped, and count in no normaliser; the rest train whole."],
  select: (batch) => {
    const rewards = rowRewards(batch);
    return [...rowsByGroup(batch).values()]
      .filter((rows) => rows.some((row) => rewards[row] !== rewards[rows[0]]))
      .flat()
      .sort((a, b) => a - b);
  },
});

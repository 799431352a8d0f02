import { selection } from "@lode/core";
import { rowRewards } from "./row-rewards.js";
import { rowsByGroup } from "./rows-by-group.js";

/**
 * Best of N: one correct rollout (reward > 0) of every group that has one, each with equal probability. Given that a group has one, the chosen rollout is
 * distributed as the policy's own rollouts given that they are correct, whatever N.
 */
export const bestOfN = selection({
  use: "best-of-n",
  description: "Keeps one correct rollout, at random, of every group that has one.",
  needs: ["rewards"],
  explain: () => ["Selection: of every group one correct rollout (reward > 0), at random; groups without one are dropped."],
  select: (batch, random) => {
    const rewards = rowRewards(batch);
    const chosen: number[] = [];
    for (const [group, rows] of rowsByGroup(batch)) {
      const correct = rows.filter((row) => rewards[row] > 0);
      if (correct.length > 0) chosen.push(correct[Math.floor(random.uniform(group) * correct.length)]);
    }
    return chosen.sort((a, b) => a - b);
  },
});

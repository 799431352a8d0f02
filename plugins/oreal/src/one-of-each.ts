import { column, selection } from "@lode/core";

/** OREAL's selection: one correct (reward above 0) and one wrong rollout, at random, of every group that has both; other groups train nothing. */
export const oneOfEach = selection({
  use: "one-of-each",
  description: "Keeps one correct and one wrong rollout, at random, of every group that has both.",
  needs: ["rewards", "group>=2"],
  explain: () => ["Selection: one correct and one wrong rollout of every mixed group, each at random; groups all correct or all wrong are dropped."],
  select: (batch, random) => {
    const rewards = column(batch, "rewards");
    const chosen: number[] = [];
    for (const group of new Set(batch.groups)) {
      const rows = [...rewards.keys()].filter((row) => batch.groups[row] === group);
      const correct = rows.filter((row) => rewards[row] > 0);
      const wrong = rows.filter((row) => !(rewards[row] > 0));
      if (correct.length === 0 || wrong.length === 0) continue;
      chosen.push(correct[Math.floor(random.uniform(group, 0) * correct.length)], wrong[Math.floor(random.uniform(group, 1) * wrong.length)]);
    }
    return chosen.sort((a, b) => a - b);
  },
});

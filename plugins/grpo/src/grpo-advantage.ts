import { advantage, groupRelative, options, rowRewards, spreadOverTokens, Type, variants } from "@lode/core";

/** The group-relative advantage (`groupRelative`), one number a row. */
export const grpoAdvantage = advantage({
  use: "grpo",
  description: "Reward minus the group's mean, over its standard deviation.",
  options: variants("scale", [
    options({
      scale: Type.Literal("std"),
      epsilon: Type.Number({ exclusiveMinimum: 0, default: 1e-6, description: "Added to the standard deviation." }),
    }),
    options({ scale: Type.Literal("none") }),
  ]),
  needs: ["rewards", "group>=2"],
  explain: (how) => [
    how.scale === "std"
      ? `Advantage: A = (r - mean) / (std + ${how.epsilon}) within the group, std with n - 1.`
      : "Advantage: A = r - mean within the group (Dr. GRPO).",
  ],
  estimate: (batch, how) => ({ advantages: spreadOverTokens(groupRelative(rowRewards(batch), batch.groups, how), batch) }),
});

import { assertLength } from "./assert-length.js";
import { mapGroups } from "./map-groups.js";
import { moments } from "./moments.js";

/** Whether the group's standard deviation divides the advantage, and what is added to it. */
export type GroupScale = { readonly scale: "std"; readonly epsilon: number } | { readonly scale: "none" };

/**
 * The group-relative advantage of GRPO (Shao et al. 2024, arXiv 2402.03300), mean and sample standard deviation over the group:
 *
 *     A = (r - mean) / (std + epsilon)     scale "std"
 *     A = r - mean                         scale "none", Dr. GRPO (Liu et al. 2025, arXiv 2503.20783)
 *
 * Rewards r and group ids are [B]. A group of one has mean 0 and std 1.
 */
export function groupRelative(rewards: ArrayLike<number>, groups: ArrayLike<number>, how: GroupScale): Float64Array {
  return mapGroups(rewards, groups, (group) => {
    const { mean, variance } = group.length === 1 ? { mean: 0, variance: 1 } : moments(group);
    const divisor = how.scale === "std" ? Math.sqrt(variance) + how.epsilon : 1;
    return group.map((reward) => (reward - mean) / divisor);
  });
}

/**
 * REINFORCE with a leave-one-out baseline (Kool et al. 2019; Ahmadian et al. 2024, arXiv 2402.14740): A = r - mean of the group's other rows.
 * Rewards r and group ids are [B]. A group of one has baseline 0.
 */
export function leaveOneOut(rewards: ArrayLike<number>, groups: ArrayLike<number>): Float64Array {
  return mapGroups(rewards, groups, (group) => {
    const sum = group.reduce((total, reward) => total + reward, 0);
    return group.map((reward) => (group.length === 1 ? reward : reward - (sum - reward) / (group.length - 1)));
  });
}

/**
 * OPO's length-weighted baseline (Hao et al. 2025, arXiv 2505.23585): A = r - Σ n_j·r_j / Σ n_j over the group, n action tokens of a row.
 * Rewards r, group ids and token counts are [B]. A group of one has baseline 0.
 */
export function lengthWeightedBaseline(rewards: ArrayLike<number>, groups: ArrayLike<number>, tokenCounts: ArrayLike<number>): Float64Array {
  assertLength(tokenCounts, rewards.length, "tokenCounts", "[B]");
  return mapGroups(rewards, groups, (group, rows) => {
    const tokens = rows.reduce((sum, row) => sum + tokenCounts[row], 0);
    const weighted = rows.reduce((sum, row) => sum + tokenCounts[row] * rewards[row], 0);
    return group.map((reward) => (group.length === 1 || tokens === 0 ? reward : reward - weighted / tokens));
  });
}

import type { Draw } from "../contracts/problem.js";
import type { Metrics } from "../contracts/metrics.js";
import type { Group, Rollout } from "../contracts/rollout.js";
import { UserError } from "../contracts/user-error.js";
import type { Verdict } from "../contracts/verdict.js";
import { judge } from "./judge.js";
import type { RunComponents } from "./run-components.js";

export interface Collection {
  /** Judged groups whose every verdict is correct or incorrect. */
  readonly groups: readonly Group[];
  /** Of all groups, dropped ones too. */
  readonly verdicts: readonly Verdict[];
  readonly metrics: Metrics;
}

const NO_REWARD: readonly Verdict["outcome"][] = ["abstain", "error", "timeout"];

/**
 * Samples `count` groups and judges those that the sampler did not judge itself. Rollouts whose verdict is no reward (abstain, error, timeout)
 * leave their group, and groups that become smaller than `minimumGroup` are dropped: before any baseline is computed, and counted.
 */
export async function collect(run: RunComponents, draws: AsyncIterator<Draw>, count: number, signal: AbortSignal): Promise<Collection> {
  const judged: Group[] = [];
  for await (const group of run.sampler.sample(draws, count, signal)) {
    assertFresh(group, run.policy.version);
    judged.push(group.verdicts || !run.verifier ? group : { ...group, verdicts: await judge(group, run.verifier, signal) });
  }
  // Groups may come in the order of completion; training must not depend on it.
  judged.sort((a, b) => a.draw.index - b.draw.index);
  const kept = judged.filter((group) => !group.dropped).map(withoutUnjudged);
  const groups = kept.filter((group) => group.rollouts.length >= Math.max(1, run.minimumGroup));
  return {
    groups,
    verdicts: judged.flatMap((group) => group.verdicts ?? []),
    metrics: { ...countOutcomes(judged), ...countTokens(judged), "sampling/groups": judged.length, "sampling/groupsDropped": judged.length - groups.length },
  };
}

function withoutUnjudged(group: Group): Group {
  const { verdicts } = group;
  if (!verdicts) return group;
  const stays = (_: unknown, place: number): boolean => !NO_REWARD.includes(verdicts[place].outcome);
  return { draw: group.draw, rollouts: group.rollouts.filter(stays), verdicts: verdicts.filter(stays) };
}

function countOutcomes(groups: readonly Group[]): Metrics {
  const verdicts = groups.flatMap((group) => group.verdicts ?? []);
  if (verdicts.length === 0) return {};
  const share = (outcome: Verdict["outcome"]): number => verdicts.filter((verdict) => verdict.outcome === outcome).length / verdicts.length;
  const mixed = groups.filter((group) => new Set(group.verdicts?.map((verdict) => verdict.outcome === "correct")).size > 1).length;
  return {
    "verifier/correct": share("correct"),
    "verifier/abstain": share("abstain"),
    "verifier/error": share("error"),
    "verifier/timeout": share("timeout"),
    "verifier/mixedGroups": groups.length === 0 ? 0 : mixed / groups.length,
  };
}

function countTokens(groups: readonly Group[]): Metrics {
  const rollouts = groups.flatMap((group) => group.rollouts);
  const tokens = rollouts.reduce((sum, rollout) => sum + actionTokens(rollout), 0);
  const divisor = Math.max(1, rollouts.length);
  return {
    "sampling/rollouts": rollouts.length,
    "sampling/tokens": tokens,
    "sampling/meanLength": tokens / divisor,
    "sampling/truncated": rollouts.filter((rollout) => rollout.stop === "length").length / divisor,
  };
}

function actionTokens(rollout: Rollout): number {
  return rollout.action.reduce((sum, value) => sum + value, 0);
}

function assertFresh(group: Group, version: number): void {
  const stale = group.rollouts.find((rollout) => rollout.source === "policy" && rollout.version !== undefined && rollout.version !== version);
  if (!stale) return;
  throw new UserError("STALE_WEIGHTS", `a rollout of problem ${group.draw.problem.id} comes from weights ${stale.version}, the policy has ${version}`, {
    place: { component: "sampler" },
    remedy: "Generate with the weights that `publish` set, or report the true version.",
  });
}

/** How much of a step's rollouts a page holds. */
export interface RolloutLimits {
  readonly rollouts: number;
  /** Completion tokens; the first rollout is shown whatever its length. */
  readonly tokens: number;
}

const ROLLOUTS_A_STEP = 32;
const ROLLOUTS_A_PAGE = 4000;
const TOKENS_A_PAGE = 300_000;

/** Limits under which a page of so many steps stays at a few megabytes. */
export function rolloutLimits(steps: number): RolloutLimits {
  return {
    rollouts: Math.max(1, Math.min(ROLLOUTS_A_STEP, Math.floor(ROLLOUTS_A_PAGE / steps))),
    tokens: Math.floor(TOKENS_A_PAGE / steps),
  };
}

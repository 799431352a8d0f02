/** What a run may spend beside steps; the last step is the first at whose end one of them is reached. */
export interface Budget {
  /** Completions that were sampled. */
  readonly rollouts?: number;
  /** Completion tokens of the rows that trained, once an epoch. */
  readonly tokens?: number;
  /** Of the clock, without evaluations: the only one that a repeated run does not spend alike. */
  readonly seconds?: number;
}

export type Spent = Required<Budget>;

/** The share of a budget that is spent, from 0; of several limits the one that is nearest. A budget without limit is never spent. */
export function spentShare(budget: Budget, spent: Spent): number {
  const shares = (["rollouts", "tokens", "seconds"] as const).map((name) => spent[name] / (budget[name] ?? Infinity));
  return Math.max(...shares);
}

/**
 * How many steps a run will have, seen after `complete` steps that spent a share of its budget: complete / share, but more than `complete` and at most
 * `steps`. Schedules end at this step, so that they follow the budget.
 */
export function expectedSteps(complete: number, share: number, steps: number): number {
  if (share === 0) return steps;
  return Math.min(steps, Math.max(complete + 1, Math.round(complete / share)));
}

import type { Budget } from "../trainer/budget.js";

/** How long a recipe trains, in a sentence. */
export function trainingInWords({ steps, budget = {} }: { readonly steps: number; readonly budget?: Budget }): string {
  const limits = [
    budget.rollouts === undefined ? "" : `${budget.rollouts} rollouts were sampled`,
    budget.tokens === undefined ? "" : `${budget.tokens} tokens trained`,
    budget.seconds === undefined ? "" : `${budget.seconds} s of training passed`,
  ].filter((limit) => limit !== "");
  if (limits.length === 0) return `${steps} steps`;
  return `until ${limits.join(" or ")}, at most ${steps} steps; schedules follow the budget`;
}

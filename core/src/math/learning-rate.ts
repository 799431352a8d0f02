import type { OptimizerOptions } from "../contracts/optimizer-options.js";
import type { Progress } from "../contracts/progress.js";

type ScheduleOptions = Pick<OptimizerOptions, "learningRate" | "schedule" | "finalFraction" | "warmupSteps">;

/**
 * The learning rate at step s of S, from 1. With warm-up over W steps and peak P = max(1, W):
 *
 *     s <= W     learningRate · s / W
 *     constant   learningRate
 *     cosine     learningRate · (f + (1 - f)·(1 + cos(pi·(s - P)/(S - P)))/2),  f = finalFraction (Loshchilov and Hutter 2017, arXiv 1608.03983)
 *
 * So the rate is whole at step P and f of it at step S. Throws a RangeError where s lies outside 1..S.
 */
export function learningRate(options: ScheduleOptions, { step, of }: Progress): number {
  if (!(step >= 1 && step <= of)) throw new RangeError(`step ${step} lies outside 1 to ${of}`);
  const { warmupSteps, finalFraction = 0 } = options;
  if (step <= warmupSteps) return (options.learningRate * step) / warmupSteps;
  const peak = Math.max(1, warmupSteps);
  if (options.schedule === "constant" || step === peak) return options.learningRate;
  const fall = (1 + Math.cos((Math.PI * (step - peak)) / (of - peak))) / 2;
  return options.learningRate * (finalFraction + (1 - finalFraction) * fall);
}

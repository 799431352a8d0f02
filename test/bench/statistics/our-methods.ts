import {
  crossedErrorParts,
  crossedMoments,
  pairedDifference,
  recipeInterval,
  targetSpreads,
  unpairedErrorParts,
  widestSpread,
  type ErrorParts,
  type Interval,
  type Target,
} from "@lode/compare";
import type { Simulated } from "./logit-model.js";
import type { Method } from "./method.js";

const LEVEL = 0.05;
const TARGETS: readonly Target[] = ["fixed", "population"];

/** The intervals of Lode: of one recipe, and of pairs with seeds in pairs and not. */
export const ourMethods: readonly Method[] = TARGETS.flatMap((target) => [
  {
    ...{ target: `one recipe, ${target}`, name: target === "fixed" ? "Wilson-t" : "crossed moments", ours: true, every: 1 },
    interval: ({ first }) => recipeInterval(crossedMoments(first.scores), target, LEVEL),
    truth: ({ first }) => truthOf(first, target),
  },
  {
    ...{ target: `pair, ${target}, seeds not in pairs`, name: "Welch", ours: true, every: 1 },
    interval: ({ first, unpaired }) => {
      const [a, b] = [crossedMoments(unpaired.scores), crossedMoments(first.scores)];
      return around(a.mean - b.mean, unpairedErrorParts(a, b), target);
    },
    truth: ({ first, unpaired }) => truthOf(unpaired, target) - truthOf(first, target),
  },
  {
    ...{ target: `pair, ${target}, seeds in pairs`, name: "paired t", ours: true, every: 1 },
    interval: ({ first, paired }) => {
      const moments = crossedMoments(pairedDifference(paired.scores, first.scores));
      return around(moments.mean, crossedErrorParts(moments), target);
    },
    truth: ({ first, paired }) => truthOf(paired, target) - truthOf(first, target),
  },
]);

function around(difference: number, parts: ErrorParts, target: Target): Interval | null {
  const spreads = targetSpreads(parts, target);
  if (spreads.length === 0) return null;
  const { halfWidth } = widestSpread(spreads, LEVEL);
  return { low: difference - halfWidth, high: difference + halfWidth };
}

function truthOf({ fixedTruth, populationTruth }: Simulated, target: Target): number {
  return target === "fixed" ? fixedTruth : populationTruth;
}

import { crossedMoments, pairedDifference, type Interval } from "@lode/compare";
import type { Method } from "./method.js";

const RUN_RESAMPLES = 500;
const SCORE_RESAMPLES = 200;

/** Intervals that others give, which do not hold: the negative controls. */
export const methodsInUse: readonly Method[] = [
  {
    ...{ target: "one recipe, fixed", name: "percentile bootstrap over runs", ours: false, every: 4 },
    interval: ({ first }, draw) => {
      const runs = crossedMoments(first.scores).seedMeans;
      return percentiles(RUN_RESAMPLES, () => resampledMean(runs, draw));
    },
    truth: ({ first }) => first.fixedTruth,
  },
  {
    ...{ target: "one recipe, fixed", name: "bootstrap with problems as tasks", ours: false, every: 20 },
    interval: ({ first: { scores } }, draw) => percentiles(SCORE_RESAMPLES, () => tasksMean(scores, draw)),
    truth: ({ first }) => first.fixedTruth,
  },
  {
    ...{ target: "one recipe, fixed", name: "hierarchical bootstrap", ours: false, every: 20 },
    interval: ({ first: { scores } }, draw) =>
      percentiles(SCORE_RESAMPLES, () => {
        const total = scores.reduce((sum) => sum + resampledMean(scores[Math.floor(draw() * scores.length)], draw), 0);
        return total / scores.length;
      }),
    truth: ({ first }) => first.fixedTruth,
  },
  {
    ...{ target: "one recipe, population", name: "z over problems", ours: false, every: 1 },
    interval: ({ first }) => {
      const { mean, problemVariance, problems } = crossedMoments(first.scores);
      const halfWidth = 1.959964 * Math.sqrt(problemVariance / problems);
      return { low: mean - halfWidth, high: mean + halfWidth };
    },
    truth: ({ first }) => first.populationTruth,
  },
  {
    ...{ target: "pair, fixed, seeds not in pairs", name: "percentile bootstrap over runs", ours: false, every: 4 },
    interval: ({ first, unpaired }, draw) => {
      const [a, b] = [crossedMoments(unpaired.scores).seedMeans, crossedMoments(first.scores).seedMeans];
      return percentiles(RUN_RESAMPLES, () => resampledMean(a, draw) - resampledMean(b, draw));
    },
    truth: ({ first, unpaired }) => unpaired.fixedTruth - first.fixedTruth,
  },
  {
    ...{ target: "pair, fixed, seeds in pairs", name: "percentile bootstrap over runs", ours: false, every: 4 },
    interval: ({ first, paired }, draw) => {
      const runs = crossedMoments(pairedDifference(paired.scores, first.scores)).seedMeans;
      return percentiles(RUN_RESAMPLES, () => resampledMean(runs, draw));
    },
    truth: ({ first, paired }) => paired.fixedTruth - first.fixedTruth,
  },
];

function resampledMean(values: readonly number[], draw: () => number): number {
  let total = 0;
  for (let place = 0; place < values.length; place++) total += values[Math.floor(draw() * values.length)];
  return total / values.length;
}

/** Each problem with runs of its own. */
function tasksMean(scores: readonly (readonly number[])[], draw: () => number): number {
  let total = 0;
  for (let problem = 0; problem < scores[0].length; problem++) {
    for (let run = 0; run < scores.length; run++) total += scores[Math.floor(draw() * scores.length)][problem];
  }
  return total / (scores.length * scores[0].length);
}

function percentiles(resamples: number, resample: () => number): Interval {
  const sorted = Float64Array.from({ length: resamples }, resample).sort();
  const at = (share: number): number => sorted[Math.min(resamples - 1, Math.max(0, Math.ceil(share * resamples) - 1))];
  return { low: at(0.025), high: at(0.975) };
}

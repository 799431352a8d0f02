import { firstWrongStep } from "./first-wrong-step.js";

/** What is read of a row of `rollouts/step-N.jsonl`. */
export interface RolloutRow {
  readonly step: number;
  readonly problem: string;
  readonly text: string;
  readonly action: readonly number[];
  readonly reward?: number;
  readonly tokenWeights?: readonly number[];
}

export interface WeightsAtErrors {
  readonly wrongRows: number;
  /** Of these, the rows with one line for each operation and a line that is wrong. */
  readonly readRows: number;
  readonly pairs: number;
  /** By what is compared: P(larger at a first wrong step than at the same step of another wrong row that is right up to there), ties one half; NaN without pairs. */
  readonly auc: Readonly<Record<string, number>>;
}

/** Of a line's tokens, by the place of its result. The line break is the first token whose weight is read with the result known. */
const COMPARED: Readonly<Record<string, (weights: readonly number[], result: number) => number>> = {
  "weight of the result": (weights, result) => weights[result],
  "weight of the line break after it": (weights, result) => weights[result + 1],
  "rise from the one to the other": (weights, result) => weights[result + 1] - weights[result],
};

interface Line {
  readonly stratum: string;
  readonly wrong: boolean;
  readonly values: readonly number[];
}

/** Where token weights point in wrong rollouts. Lines of equal training step, place and length of chain are compared, since weights change with all three. */
export function weightsAtErrors(rows: readonly RolloutRow[]): WeightsAtErrors {
  const wrong = rows.filter(({ reward = 0, tokenWeights }) => tokenWeights !== undefined && reward < 0);
  const read = wrong.filter(({ problem, text }) => firstWrongStep(problem, text) !== undefined);
  const lines = read.flatMap(linesOf);
  const pairs = lines
    .filter((line) => line.wrong)
    .flatMap((error) => lines.filter((line) => !line.wrong && line.stratum === error.stratum).map((right) => [error, right]));
  const larger = (place: number) => pairs.reduce((sum, [error, right]) => sum + (Math.sign(error.values[place] - right.values[place]) + 1) / 2, 0);
  const auc = Object.fromEntries(Object.keys(COMPARED).map((name, place) => [name, larger(place) / pairs.length]));
  return { wrongRows: wrong.length, readRows: read.length, pairs: pairs.length, auc };
}

/** The lines up to the first wrong one. */
function linesOf({ step, problem, text, action, tokenWeights = [] }: RolloutRow): readonly Line[] {
  const weights = tokenWeights.filter((_, place) => action[place] === 1);
  const ends = Array.from(text.matchAll(/\n/g), ({ index }) => index);
  return ends.slice(0, (firstWrongStep(problem, text) ?? -1) + 1).map((end, line, all) => ({
    stratum: `${step} ${ends.length} ${line}`,
    wrong: line === all.length - 1,
    values: Object.values(COMPARED).map((compared) => compared(weights, end - 1)),
  }));
}

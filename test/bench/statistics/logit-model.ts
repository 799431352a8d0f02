import type { Cell } from "./cell.js";

/** Scores of one recipe, with the truths that its intervals should hold. */
export interface Simulated {
  /** y, [S, P]. */
  readonly scores: readonly (readonly number[])[];
  /** Mean over these problems, all seeds. */
  readonly fixedTruth: number;
  /** Mean over all problems, all seeds. */
  readonly populationTruth: number;
}

/** A recipe, a better one whose seeds are in pairs with its own, and a better one whose seeds are not. */
export interface SimulatedSuite {
  readonly first: Simulated;
  readonly paired: Simulated;
  readonly unpaired: Simulated;
}

const MEAN = -0.3;
const PROBLEM_DEVIATION = 1.5;
const INTERACTION_DEVIATION = 0.5;
/** What is easy for the one recipe is a little less so for another. */
const RECIPE_DEVIATION = 0.3;
const BETTER = 0.15;
/** Of the runs of equal seeds. */
const CORRELATION = 0.7;

/**
 * logit p_si = μ_i + u_s + w_si, all normal: μ of the problem (-0.3, deviation 1.5), u of the seed, w of seed × problem (deviation 0.5). The better recipes
 * add 0.15 and an effect of the recipe on each problem (deviation 0.3). The deviation of u is that of run scores over E p(1-p).
 */
export class LogitModel {
  private readonly seedDeviation: number;

  constructor(
    private readonly cell: Cell,
    private readonly draw: () => number,
  ) {
    const slope = expectation((x) => logistic(x) * (1 - logistic(x)), MEAN, Math.hypot(PROBLEM_DEVIATION, INTERACTION_DEVIATION));
    this.seedDeviation = cell.runDeviation / slope;
  }

  next(): SimulatedSuite {
    const { seeds, problems } = this.cell;
    const easiness = this.normals(problems, PROBLEM_DEVIATION).map((value) => MEAN + value);
    const runs = this.normals(seeds, this.seedDeviation);
    const own = this.normals(seeds, this.seedDeviation);
    const alike = runs.map((value, seed) => Math.sqrt(CORRELATION) * value + Math.sqrt(1 - CORRELATION) * own[seed]);
    const better = (): number[] => this.normals(problems, RECIPE_DEVIATION).map((value, problem) => easiness[problem] + BETTER + value);
    const betterProblems = Math.hypot(PROBLEM_DEVIATION, RECIPE_DEVIATION);
    return {
      first: this.recipe(easiness, runs, { mean: MEAN, deviation: PROBLEM_DEVIATION }),
      paired: this.recipe(better(), alike, { mean: MEAN + BETTER, deviation: betterProblems }),
      unpaired: this.recipe(better(), this.normals(seeds, this.seedDeviation), { mean: MEAN + BETTER, deviation: betterProblems }),
    };
  }

  private recipe(problems: readonly number[], runs: readonly number[], all: { readonly mean: number; readonly deviation: number }): Simulated {
    const within = Math.hypot(this.seedDeviation, INTERACTION_DEVIATION);
    const truths = problems.reduce((sum, easiness) => sum + expectation(logistic, easiness, within), 0);
    return {
      scores: runs.map((run) => this.answers(problems, run)),
      fixedTruth: truths / problems.length,
      populationTruth: expectation(logistic, all.mean, Math.hypot(all.deviation, within)),
    };
  }

  private answers(problems: readonly number[], run: number): number[] {
    const { samples } = this.cell;
    const interactions = this.normals(problems.length, INTERACTION_DEVIATION);
    return problems.map((easiness, problem) => {
      const probability = logistic(easiness + run + interactions[problem]);
      let correct = 0;
      for (let sample = 0; sample < samples; sample++) if (this.draw() < probability) correct++;
      return correct / samples;
    });
  }

  /** Box and Muller 1958. */
  private normals(count: number, deviation: number): number[] {
    const values = new Array<number>(count);
    for (let place = 0; place < count; place += 2) {
      const radius = deviation * Math.sqrt(-2 * Math.log(1 - this.draw()));
      const angle = 2 * Math.PI * this.draw();
      values[place] = radius * Math.cos(angle);
      if (place + 1 < count) values[place + 1] = radius * Math.sin(angle);
    }
    return values;
  }
}

/** E f(x), x normal, by the trapezoidal rule, which is exact to 1e-9 for smooth f. */
function expectation(f: (x: number) => number, mean: number, deviation: number): number {
  const step = 0.9;
  let total = 0;
  for (let node = -7; node <= 7; node++) {
    const z = node * step;
    total += f(mean + deviation * z) * Math.exp((-z * z) / 2);
  }
  return (total * step) / Math.sqrt(2 * Math.PI);
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

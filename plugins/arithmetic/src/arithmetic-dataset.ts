import { Options, RandomStream, expressionText, inject, injectable, randomStream, splitOf, type Dataset, type Draw, type Problem } from "@lode/core";
import type { ArithmeticOptions } from "./arithmetic-options.js";
import { canonicalForm } from "./canonical-form.js";
import { valueOf, type Expression } from "./expression.js";
import { sampleExpression } from "./sample-expression.js";
import { solution } from "./solution.js";

interface Candidate {
  readonly problem: Problem;
  readonly form: string;
}

/** An endless stream of arithmetic problems, made as they are drawn. */
@injectable()
export class ArithmeticDataset implements Dataset {
  constructor(
    @inject(Options) private readonly options: ArithmeticOptions,
    @inject(RandomStream) private readonly random: RandomStream,
  ) {}

  draws(from: number, order?: "once"): AsyncIterable<Draw> {
    return order === "once" ? this.distinct(from) : this.endless(from);
  }

  private async *endless(from: number): AsyncGenerator<Draw> {
    for (let index = from; ; index++) yield { problem: this.candidate(this.random, index).problem, index };
  }

  /** In the order of a stream that no seed changes: every run is evaluated on the same problems. Two problems of one canonical form count as one. */
  private async *distinct(from: number): AsyncGenerator<Draw> {
    const seen = new Set<string>();
    let repeated = 0;
    for (let place = 0; repeated < ENOUGH_REPETITIONS; place++) {
      const { problem, form } = this.candidate(FIXED_ORDER, place);
      repeated = seen.has(form) ? repeated + 1 : 0;
      if (repeated > 0) continue;
      const index = seen.size;
      seen.add(form);
      if (index >= from) yield { problem, index };
    }
  }

  /** The level first, then expressions of it until one is allowed and belongs to the split: so levels stay equally frequent. */
  private candidate(random: RandomStream, index: number): Candidate {
    const { levels, split } = this.options;
    const stream = random.at("draw", index);
    const level = levels[Math.floor(stream.at("level").uniform() * levels.length)];
    for (let attempt = 0; ; attempt++) {
      let place = 0;
      const expression = sampleExpression(level + 1, () => stream.uniform(attempt, place++));
      const form = expression === undefined ? "" : canonicalForm(expression);
      if (expression !== undefined && splitOf("arithmetic", form) === split) return { problem: this.problem(expression, level, index, stream), form };
    }
  }

  private problem(expression: Expression, level: number, index: number, stream: RandomStream): Problem {
    const text = expressionText(expression);
    return {
      id: text,
      prompt: `${text}\n`,
      answer: String(valueOf(expression)),
      solution: solution(expression, this.options.solutions, index, stream.at("solution")),
      difficulty: level,
    };
  }
}

const FIXED_ORDER = randomStream(0).at("arithmetic", "once");
/** So many draws in a row without a new form are taken as the end. */
const ENOUGH_REPETITIONS = 1000;

import { inject, injectable, Options, RandomStream, randomStream, type Dataset, type Draw, type Problem, splitOf } from "@lode/core";
import { applyOperation } from "./apply-operation.js";
import { canonicalForm } from "./canonical-form.js";
import { chainText } from "./chain-text.js";
import type { Chain } from "./chain.js";
import type { ChainsOptions } from "./chains-options.js";
import { sampleChain } from "./sample-chain.js";
import { solution } from "./solution.js";

/** An endless stream of chains of modular arithmetic, made as they are drawn. */
@injectable()
export class ChainsDataset implements Dataset {
  constructor(
    @inject(Options) private readonly options: ChainsOptions,
    @inject(RandomStream) private readonly random: RandomStream,
  ) {}

  draws(from: number, order?: "once"): AsyncIterable<Draw> {
    return order === "once" ? this.distinct(from) : this.endless(from);
  }

  private async *endless(from: number): AsyncGenerator<Draw> {
    for (let index = from; ; index++) yield { problem: this.problem(this.chain(this.random, index), this.random, index), index };
  }

  /** In the order of a stream that no seed changes: every run is evaluated on the same problems, each canonical form once. */
  private async *distinct(from: number): AsyncGenerator<Draw> {
    const seen = new Set<string>();
    let repeated = 0;
    for (let place = 0; repeated < ENOUGH_REPETITIONS; place++) {
      const chain = this.chain(FIXED_ORDER, place);
      const form = canonicalForm(chain);
      repeated = seen.has(form) ? repeated + 1 : 0;
      if (repeated > 0) continue;
      const index = seen.size;
      seen.add(form);
      if (index >= from) yield { problem: this.problem(chain, FIXED_ORDER, index), index };
    }
  }

  /** How many steps first, then chains of so many until one belongs to the split: so the lengths stay equally frequent. */
  private chain(random: RandomStream, index: number): Chain {
    const { steps, modulus, split } = this.options;
    const stream = random.at("draw", index);
    const count = steps[Math.floor(stream.at("steps").uniform() * steps.length)];
    for (let attempt = 0; ; attempt++) {
      let place = 0;
      const chain = sampleChain(count, modulus, () => stream.uniform(attempt, place++));
      if (splitOf("chains", canonicalForm(chain)) === split) return chain;
    }
  }

  private problem(chain: Chain, random: RandomStream, index: number): Problem {
    const text = chainText(chain);
    return {
      id: text,
      prompt: `${text}\n`,
      answer: String(chain.operations.reduce((value, operation) => applyOperation(operation, value, chain.modulus), chain.start)),
      solution: solution(chain, this.options.solutions, index, random.at("solution", index)),
      difficulty: chain.operations.length,
    };
  }
}

const FIXED_ORDER = randomStream(0).at("chains", "once");
/** So many draws in a row without a new form are taken as the end. */
const ENOUGH_REPETITIONS = 1000;

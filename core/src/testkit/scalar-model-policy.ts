import type { Learner } from "../contracts/learner.js";
import type { ScalarOptions } from "../contracts/policy.js";
import type { Tokenizer } from "../contracts/tokenizer.js";
import { ChainPolicy } from "./chain-policy.js";
import { LinearScalarModel } from "./linear-scalar-model.js";

/** The policy that suites give to reward models and value models: it makes small scalar models. */
export class ScalarModelPolicy extends ChainPolicy {
  private readonly vocabularySize: number;

  constructor(tokenizer: Tokenizer) {
    super(tokenizer);
    this.vocabularySize = tokenizer.vocabularySize;
  }

  scalarModel(options: ScalarOptions): Promise<Learner> {
    return Promise.resolve(new LinearScalarModel(this.vocabularySize, options));
  }
}

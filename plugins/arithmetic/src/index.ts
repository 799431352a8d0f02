import { Dataset, Tokenizer, component, definePlugin } from "@lode/core";
import { ArithmeticDataset } from "./arithmetic-dataset.js";
import { arithmeticOptions } from "./arithmetic-options.js";
import { CharacterTokenizer, characterOptions } from "./character-tokenizer.js";

export { ArithmeticDataset } from "./arithmetic-dataset.js";
export { arithmeticOptions, type ArithmeticOptions, type SolutionOptions } from "./arithmetic-options.js";
export { canonicalForm } from "./canonical-form.js";
export { CharacterTokenizer } from "./character-tokenizer.js";
export { operate, valueOf, type Expression, type Operator } from "./expression.js";
export { sampleExpression } from "./sample-expression.js";
export { solution } from "./solution.js";

export default definePlugin({
  name: "@lode/arithmetic",
  core: "^0.1.0",
  components: [
    component(Dataset, {
      use: "arithmetic",
      description: "Expressions of + - * over one-digit numbers, with worked solutions",
      options: arithmeticOptions,
      gives: ["dataset.solutions"],
      create: ArithmeticDataset,
    }),
    component(Tokenizer, {
      use: "character",
      description: "One token a character of a fixed alphabet",
      options: characterOptions,
      create: CharacterTokenizer,
    }),
  ],
});

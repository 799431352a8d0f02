import { component, Dataset, definePlugin } from "@lode/core";
import { ChainsDataset } from "./chains-dataset.js";
import { chainsOptions } from "./chains-options.js";

export { applyOperation } from "./apply-operation.js";
export { canonicalForm } from "./canonical-form.js";
export { chainText } from "./chain-text.js";
export { type Chain, type Operation } from "./chain.js";
export { ChainsDataset } from "./chains-dataset.js";
export { type ChainsOptions, type SolutionOptions } from "./chains-options.js";
export { sampleChain } from "./sample-chain.js";
export { solution } from "./solution.js";

export default definePlugin({
  name: "@lode/chains",
  core: "^0.1.0",
  components: [
    component(Dataset, {
      use: "chains",
      description: "Chains of + - * modulo a number, with work of one operation a line",
      options: chainsOptions,
      gives: ["dataset.solutions"],
      create: ChainsDataset,
    }),
  ],
});

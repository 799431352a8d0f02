import { component, Dataset, definePlugin, verifier } from "@lode/core";
import { CountdownDataset } from "./countdown-dataset.js";
import { countdownOptions } from "./countdown-options.js";
import { judgeCountdown } from "./judge-countdown.js";

export { CountdownDataset } from "./countdown-dataset.js";
export { type CountdownOptions } from "./countdown-options.js";
export { judgeCountdown } from "./judge-countdown.js";
export { parseExpression } from "./parse-expression.js";

export default definePlugin({
  name: "@lode/countdown",
  core: "^0.1.0",
  components: [
    component(Dataset, {
      use: "countdown",
      description: "Reach a number from three or four given numbers, with solutions that search",
      options: countdownOptions,
      gives: ["dataset.solutions"],
      create: CountdownDataset,
    }),
    verifier("countdown", judgeCountdown, "An expression over the given numbers that has the target as its value"),
  ],
});

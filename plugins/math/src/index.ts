import { component, definePlugin, Verifier, verifier } from "@lode/core";
import { judgeExact } from "./judge-exact.js";
import { mathOptions } from "./math-options.js";
import { MathVerifier } from "./math-verifier.js";

export { judgeAnswer, type JudgeSettings, type Profile } from "./judge-answer.js";
export { judgeExact } from "./judge-exact.js";

export default definePlugin({
  name: "@lode/math",
  core: "^0.1.0",
  components: [
    component(Verifier, {
      use: "math",
      description: "The last boxed answer, compared by its mathematical value",
      options: mathOptions,
      create: MathVerifier,
    }),
    verifier("exact", judgeExact, "The completion is the answer and nothing else"),
  ],
});

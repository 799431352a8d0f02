import { definePlugin, verifier } from "@lode/core";
import { judgeExact } from "./judge-exact.js";
import { judgeMath } from "./judge-math.js";

export { plainAnswer, textForm } from "./answer-text.js";
export { judgeExact } from "./judge-exact.js";
export { judgeMath } from "./judge-math.js";
export { lastBox } from "./last-box.js";
export { equalRationals, parseRational, type Rational } from "./rational.js";

export default definePlugin({
  name: "@lode/math",
  core: "^0.1.0",
  components: [
    verifier("math", judgeMath, "The last boxed answer, compared as an exact number or as text"),
    verifier("exact", judgeExact, "The completion is the answer and nothing else"),
  ],
});

import { definePlugin } from "@lode/core";
import { chain } from "./chain.js";
import { judge } from "./judge.js";

export { chain, judge };
export { judgeAnswer } from "./judge-answer.js";
export { judgePrompt, LONGEST_COMPLETION } from "./judge-prompt.js";
export { retryWait } from "./retry-wait.js";
export { withoutThinking } from "./without-thinking.js";

export default definePlugin({ name: "@lode/judge", core: "^0.1.0", components: [judge, chain] });

import { component, Verifier } from "@lode/core";
import { judgeOptions, type JudgeOptions } from "./judge-options.js";
import { JudgeVerifier } from "./judge-verifier.js";

/** The component of `JudgeVerifier`. */
export const judge = component(Verifier, {
  use: "judge",
  description: "A language model behind a chat endpoint says whether the answer is the problem's",
  options: judgeOptions,
  explain: ({ url, model, keyVariable }: JudgeOptions) => [
    `Verdict: ${model} at ${url} answers A (correct) or B (incorrect), anything else is an error; ${keyVariable === undefined ? "no key is sent" : `the key is in ${keyVariable}`}.`,
  ],
  create: JudgeVerifier,
});

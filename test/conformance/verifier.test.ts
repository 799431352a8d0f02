import { Verifier } from "@lode/core";
import { describeVerifier, type VerifierSubject } from "@lode/core/testkit";
import { onEvery } from "./catalogue.js";

const math: Omit<VerifierSubject, "component"> = {
  correct: [
    { answer: "7", text: "so it is \\boxed{7}" },
    { answer: "1/2", text: "\\boxed{1} no, \\boxed{0.5}" },
    { answer: "-1,234", text: "\\boxed{\\frac{-2468}{2}}" },
    { answer: "x+1", text: "\\boxed{x + 1}" },
  ],
  incorrect: [
    { answer: "7", text: "so it is 7" },
    { answer: "7", text: "\\boxed{7} no, \\boxed{8}" },
    { answer: "x+1", text: "\\boxed{x-1}" },
  ],
};

const exact: Omit<VerifierSubject, "component"> = {
  correct: [
    { answer: "yes", text: " yes\n" },
    { answer: "7", text: "7" },
  ],
  incorrect: [{ answer: "7", text: "it is 7" }],
};

await onEvery(Verifier, { math: [math], exact: [exact] }, (subject) => describeVerifier({ describe, it }, subject));

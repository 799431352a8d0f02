import { suiteTitle } from "../component-subject.js";
import { describeLaws } from "../laws.js";
import type { TestRunner } from "../test-runner.js";
import { verifierLaws } from "./verifier-laws.js";
import type { VerifierSubject } from "./verifier-subject.js";

/**
 * Tests a verifier: gold accepts itself, wrong answers are refused, equal attempts get equal verdicts in any company, nothing that a completion
 * contains makes it throw or hang, and an abort ends it.
 *
 *     describeVerifier({ describe, it }, {
 *       component: mathVerifier,
 *       correct: [{ answer: "1/2", text: "so it is \\boxed{0.5}" }],
 *       incorrect: [{ answer: "1/2", text: "so it is \\boxed{2}" }],
 *     });
 */
export function describeVerifier(runner: TestRunner, subject: VerifierSubject): void {
  if (subject.correct.length === 0 || subject.incorrect.length === 0) throw new RangeError("describeVerifier needs a correct and an incorrect example");
  describeLaws(runner, suiteTitle(subject), verifierLaws, { deadlineSeconds: 10, ...subject });
}

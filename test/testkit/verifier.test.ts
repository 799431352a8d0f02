import { Verifier, component, type Attempt, type Verdict } from "@lode/core";
import { describeVerifier } from "@lode/core/testkit";
import { setTimeout as sleep } from "node:timers/promises";
import { proveLaws, type Suite } from "./broken-laws.js";

type Judge = (attempt: Attempt) => Verdict;
type Verify = Verifier["verify"];

/** Correct where the last word is the answer. */
const lastWord: Judge = ({ problem, rollout }) => {
  const word = rollout.text.slice(rollout.text.lastIndexOf(" ") + 1);
  return { outcome: word === problem.answer ? "correct" : "incorrect", reason: "the last word", extracted: word };
};

/** The suite on verifiers that `make` makes, one a law. */
function suite(make: () => Verify): Suite {
  const made = component(Verifier, { use: "last-word", description: "", create: { from: () => ({ verify: make() }) } });
  return (runner) =>
    describeVerifier(runner, {
      component: made,
      correct: [
        { answer: "7", text: "it is 7" },
        { answer: "two", text: "it is two" },
      ],
      incorrect: [{ answer: "7", text: "it is 8" }],
      deadlineSeconds: 0.05,
    });
}

const each =
  (judge: Judge): Verify =>
  async (attempts) =>
    attempts.map(judge);

const judging = (judge: Judge): Suite => suite(() => each(judge));
const isHostile = ({ rollout }: Attempt): boolean => !rollout.text.startsWith("it is ");

function cached(): Verify {
  const known = new Map<string, Verdict>();
  return each((attempt) => {
    const key = JSON.stringify(attempt);
    const found = known.get(key);
    known.set(key, lastWord(attempt));
    return found ? { outcome: found.outcome, reason: found.reason } : lastWord(attempt);
  });
}

describe("describeVerifier", () => {
  proveLaws(judging(lastWord), {
    "accepts completions that state the gold answer": judging((attempt) => (attempt.problem.answer === "two" ? wrong : lastWord(attempt))),
    "refuses completions that do not": judging((attempt) => ({ ...lastWord(attempt), outcome: "correct" })),
    "gives one verdict an attempt": suite(() => async (attempts) => [
      ...new Map(attempts.map((attempt) => [JSON.stringify(attempt), lastWord(attempt)])).values(),
    ]),
    "gives verdicts with an outcome of the contract and a reason": judging((attempt) => ({ ...lastWord(attempt), reason: "" })),
    "judges equal attempts equally": suite(cached),
    "judges an attempt alike in any order and company": suite(
      () => async (attempts) => attempts.map((attempt, place) => ({ ...lastWord(attempt), reason: `attempt ${place}` })),
    ),
    "leaves the attempts as they are": judging((attempt) => {
      Object.assign(attempt.problem, { answer: attempt.problem.answer.trim() });
      return lastWord(attempt);
    }),
    "never throws for what a completion contains": judging((attempt) => {
      if (attempt.rollout.text === "null") throw new TypeError("null has no answer");
      return lastWord(attempt);
    }),
    "judges in time whatever a completion contains": suite(() => async (attempts) => {
      if (attempts.length > 5 && attempts.some(isHostile)) block(60);
      return attempts.map(lastWord);
    }),
    "ends when it is aborted": suite(() => async (attempts, signal) => {
      if (signal.aborted) await sleep(100);
      return attempts.map(lastWord);
    }),
  });
});

const wrong: Verdict = { outcome: "incorrect", reason: "no number" };

/** Work that lets no timer run. */
function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

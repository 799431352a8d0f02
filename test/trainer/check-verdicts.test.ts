import type { Verdict } from "@lode/core";
import { expect } from "chai";
import { core } from "./core.js";

const { checkVerdicts } = core("trainer/check-verdicts");

const OUTCOMES = { c: "correct", i: "incorrect", a: "abstain", e: "error", t: "timeout" } as const;

/** A verdict a letter. */
function verdicts(letters: string): readonly Verdict[] {
  return Array.from(letters, (letter) => ({ outcome: OUTCOMES[letter as keyof typeof OUTCOMES], reason: `because of ${letter}` }));
}

describe("checkVerdicts", () => {
  for (const [letters, limit] of [
    ["ciae", 0.5],
    ["cici", 0],
    ["aeta", 1],
    ["", 0],
    ["cccccccat", 0.23],
  ] as const) {
    it(`lets ${letters || "no verdicts"} pass at a limit of ${limit}`, () => {
      checkVerdicts(verdicts(letters), limit, 1);
    });
  }

  for (const [letters, limit, says] of [
    ["ciaet", 0.5, "3 of 5 rollouts are neither correct nor incorrect, more than a share of 0.5; 1 times: abstain, because of a"],
    ["cccccccct", 0, "1 of 9 rollouts are neither correct nor incorrect, more than a share of 0; 1 times: timeout, because of t"],
    ["aeete", 0.9, "5 of 5 rollouts are neither correct nor incorrect, more than a share of 0.9; 3 times: error, because of e"],
  ] as const) {
    it(`stops at ${letters} and a limit of ${limit}`, () => {
      expect(() => checkVerdicts(verdicts(letters), limit, 12))
        .to.throw(says)
        .with.deep.include({ code: "VERDICTS_UNSETTLED", place: { component: "verifier, step 12" } });
    });
  }
});

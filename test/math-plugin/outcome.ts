import { judgeAnswer, type Profile } from "@lode/math";
import { expect } from "chai";

/** How an answer by itself is judged. */
export function outcome(gold: string, answer: string, profile: Profile = "strict"): string {
  return judgeAnswer(gold, answer, { profile, kind: "answer" }).outcome;
}

export type Pair = readonly [gold: string, answer: string];

/** A test a pair: that the profile accepts it. */
export function accepts(pairs: readonly Pair[], profile: Profile = "strict"): void {
  for (const [gold, answer] of pairs) it(`accepts ${answer} for ${gold}`, () => expect(outcome(gold, answer, profile)).to.equal("correct"));
}

/** A test a pair: that the profile refuses it. */
export function refuses(pairs: readonly Pair[], profile: Profile = "strict"): void {
  for (const [gold, answer] of pairs) it(`refuses ${answer} for ${gold}`, () => expect(outcome(gold, answer, profile)).to.equal("incorrect"));
}

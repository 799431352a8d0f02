import { randomStream } from "@lode/core";
import type { Profile } from "../../../plugins/math/src/judge-answer.js";
import type { Case } from "../../../plugins/math/src/pool/thread-messages.js";
import { Chance } from "./chance.js";
import { knownPair } from "./known-pair.js";
import { mutatedText } from "./mutated-text.js";

/** A case and whether its values are equal; undefined where nobody knows. */
export interface FuzzCase extends Case {
  readonly equal?: boolean;
}

const SEED = 20;

/** Strict compares decimals to six places; lenient takes a decimal of two places for what rounds to it. */
const CLOSE = { strict: 1e-4, lenient: 0.01 };

/** The case of a number: half of them pairs of known value, half of those with equal values; the others mutated. */
export function fuzzCase(number: number, profile: Profile): FuzzCase {
  const chance = new Chance(randomStream(SEED).at("case", number));
  const { gold, answer, equal } = knownPair(chance, CLOSE[profile]);
  const isBare = chance.happens(0.5);
  const text = isBare ? answer : `It follows that the answer is $\\boxed{${answer}}$.`;
  const kind = isBare ? "answer" : "response";
  if (number % 2 === 0) return { gold, text, kind, equal };
  return { gold: chance.happens(0.5) ? mutatedText(gold, chance) : gold, text: mutatedText(text, chance), kind };
}

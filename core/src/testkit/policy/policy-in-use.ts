import type { Policy } from "../../contracts/policy.js";
import type { Tokenizer } from "../../contracts/tokenizer.js";
import { randomStream } from "../../trainer/random-stream.js";
import { letterTokenizer } from "../letter-tokenizer.js";
import { withComponent } from "../with-component.js";
import type { PolicySubject } from "./policy-subject.js";

/** A policy of its own; always of one seed. */
export function withPolicy<Result>(subject: PolicySubject, use: (policy: Policy) => Promise<Result>): Promise<Result> {
  return withComponent(subject, { tokenizer: tokenizerOf(subject), random: randomStream(1) }, use);
}

export function tokenizerOf({ tokenizer = letterTokenizer }: PolicySubject): Tokenizer {
  return tokenizer;
}

/** `count` tokens of chance that are neither padding nor the end. */
export function randomTokens({ vocabularySize, endToken, padToken }: Tokenizer, count: number, name: string): readonly number[] {
  const random = randomStream(1).at(name);
  const tokens: number[] = [];
  for (let place = 0; tokens.length < count; place++) {
    const token = Math.floor(random.uniform(place) * vocabularySize);
    if (token !== endToken && token !== padToken) tokens.push(token);
  }
  return tokens;
}

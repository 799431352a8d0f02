import { randomStream } from "@lode/core";

/** Tokens of a vocabulary without padding and end, the same in every run. */
export function randomTokens(count: number, vocabulary: number): readonly number[] {
  const random = randomStream(1).at("bench", "tokens");
  return Array.from({ length: count }, (_, place) => 2 + Math.floor(random.uniform(place) * (vocabulary - 2)));
}

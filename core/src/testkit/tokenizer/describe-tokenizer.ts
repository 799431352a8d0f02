import { suiteTitle } from "../component-subject.js";
import { describeLaws } from "../laws.js";
import type { TestRunner } from "../test-runner.js";
import { tokenizerLaws, unknownTextLaws } from "./tokenizer-laws.js";
import type { TokenizerSubject } from "./tokenizer-subject.js";

/**
 * Tests a tokenizer: texts come back from their tokens, ids lie inside the vocabulary, the end and padding are no text, and what it cannot encode is
 * told to a person.
 *
 *     describeTokenizer({ describe, it }, { component: characterTokenizer, texts: ["1+2\n", ""], unknown: "é" });
 */
export function describeTokenizer(runner: TestRunner, subject: TokenizerSubject): void {
  if (subject.texts.length === 0) throw new RangeError("describeTokenizer needs a text");
  const laws = subject.unknown === undefined ? tokenizerLaws : { ...tokenizerLaws, ...unknownTextLaws };
  describeLaws(runner, suiteTitle(subject), laws, subject);
}

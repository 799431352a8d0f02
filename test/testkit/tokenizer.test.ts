import { Tokenizer, UserError, component } from "@lode/core";
import { describeTokenizer } from "@lode/core/testkit";
import { proveLaws, type Suite } from "./broken-laws.js";

const WORDS = ["one", "two", "three"];

function unknownWord(word: string): UserError {
  return new UserError("DATA_INVALID", `the word ${word} is unknown`, { remedy: "Write one, two or three." });
}

/** A token a word: padding 0, end 1, words from 2 on. */
const words: Tokenizer = {
  vocabularySize: 2 + WORDS.length,
  endToken: 1,
  padToken: 0,
  encode: (text) =>
    Int32Array.from(text.split(" ").filter(Boolean), (word) => {
      if (!WORDS.includes(word)) throw unknownWord(word);
      return 2 + WORDS.indexOf(word);
    }),
  decode: (tokens) =>
    Array.from(tokens)
      .filter((token) => token > 1)
      .map((token) => WORDS[token - 2])
      .join(" "),
  encodePrompt: (prompt) => words.encode(prompt as string),
};

/** The suite on a tokenizer that differs from a good one. */
function suite(change: (good: Tokenizer) => Partial<Tokenizer> = () => ({})): Suite {
  const made = component(Tokenizer, { use: "words", description: "", create: { from: () => ({ ...words, ...change(words) }) } });
  return (runner) => describeTokenizer(runner, { component: made, texts: ["one two", "three", ""], unknown: " é" });
}

describe("describeTokenizer", () => {
  proveLaws(suite(), {
    "decodes what it encoded": suite((good) => ({ encode: (text) => good.encode(text.replace("three", "two")) })),
    "has token ids inside its vocabulary": suite(() => ({ endToken: -1 })),
    "leaves out end and padding where it decodes": suite((good) => ({ decode: (all) => good.decode(all) + (Array.from(all).includes(1) ? "<end>" : "") })),
    "makes no text of end and padding": suite((good) => ({ encode: (text) => Int32Array.of(...good.encode(text), good.endToken) })),
    "gives equal tokens for equal texts": suite((good) => {
      const known = new Map<string, Int32Array>();
      const remember = (text: string, tokens: Int32Array): Int32Array => (known.set(text, tokens), tokens);
      return { encode: (text) => known.get(text) ?? remember(text, good.encode(text)) };
    }),
    "encodes prompts to tokens of its vocabulary, at least one": suite((good) => ({ encodePrompt: (prompt) => good.encodePrompt(prompt).slice(1) })),
    "names what it cannot encode in a UserError": suite((good) => ({
      encode: (text) => good.encode(text.replace("é", "")),
    })),
  });
});

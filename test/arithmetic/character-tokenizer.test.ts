import plugin, { ArithmeticDataset, CharacterTokenizer } from "@lode/arithmetic";
import { UserError, randomStream } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import { take } from "./take.js";

const alphabet = "0123456789+-*()=\n\\boxed{}";

describe("CharacterTokenizer", () => {
  it("has 27 tokens for arithmetic: 25 characters, the end and padding", () => {
    const tokenizer = new CharacterTokenizer({ alphabet });
    expect(tokenizer).to.include({ vocabularySize: 27, padToken: 0, endToken: 1 });
    expect([...tokenizer.encode("01\\{")]).to.deep.equal([2, 3, 2 + alphabet.indexOf("\\"), 2 + alphabet.indexOf("{")]);
  });

  it("gives back what it encoded, without end and padding", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(Array.from("01 +\n\\{}aé\u{1D70B}\u{1F600}"), { minLength: 1 }),
        fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
        (characters, choices) => {
          const tokenizer = new CharacterTokenizer({ alphabet: characters.join("") });
          const text = choices.map((choice) => characters[choice % characters.length]).join("");
          const tokens = tokenizer.encode(text);
          expect(tokens).to.have.length(20);
          expect(tokenizer.decode([...tokens, tokenizer.endToken, tokenizer.padToken])).to.equal(text);
          expect(tokens.every((token) => token >= 2 && token < tokenizer.vocabularySize)).to.equal(true);
        },
      ),
    );
  });

  it("encodes every prompt and solution of the arithmetic problems", async () => {
    const tokenizer = new CharacterTokenizer({ alphabet });
    const dataset = new ArithmeticDataset({ levels: [1, 2, 3], split: "cold-start", solutions: { style: "worked" } }, randomStream(5));
    for (const { problem } of await take(1000, dataset.draws(0))) {
      expect(tokenizer.encodePrompt(problem.prompt).length).to.be.at.most(12);
      expect(tokenizer.encode(problem.solution ?? "").length + 1, "with the end token").to.be.at.most(40);
    }
  });

  it("names a character that it does not know, and one that stands twice in the alphabet", () => {
    const tokenizer = new CharacterTokenizer({ alphabet });
    expect(() => tokenizer.encode("1/2"))
      .to.throw(UserError, '"/"')
      .with.property("code", "DATA_INVALID");
    expect(() => new CharacterTokenizer({ alphabet: "abca" }))
      .to.throw(UserError, '"a"')
      .with.property("code", "RECIPE_INVALID_VALUE");
  });

  it("ends a prompt with a line break, once, where the alphabet has one", () => {
    const tokenizer = new CharacterTokenizer({ alphabet });
    expect(tokenizer.encodePrompt("7+3")).to.deep.equal(tokenizer.encode("7+3\n"));
    expect(tokenizer.encodePrompt("7+3\n")).to.deep.equal(tokenizer.encode("7+3\n"));
    const bare = new CharacterTokenizer({ alphabet: "ab" });
    expect(bare.encodePrompt("ab")).to.deep.equal(bare.encode("ab"));
  });

  it("refuses messages and tokens outside its vocabulary", () => {
    const tokenizer = new CharacterTokenizer({ alphabet });
    expect(() => tokenizer.encodePrompt([{ role: "user", content: "1+1" }])).to.throw(UserError, "chat template");
    expect(() => tokenizer.decode([27])).to.throw(RangeError, "27");
    expect(() => tokenizer.decode([-1])).to.throw(RangeError, "-1");
  });

  it("is what the plugin registers as `character`, beside the dataset `arithmetic`", () => {
    expect(plugin.components.map(({ use, create }) => [use, create])).to.deep.equal([
      ["arithmetic", ArithmeticDataset],
      ["character", CharacterTokenizer],
    ]);
  });
});

import { Options, Type, UserError, inject, injectable, options, type Problem, type Static, type Tokenizer } from "@lode/core";

export const characterOptions = options({
  alphabet: Type.String({ minLength: 1, default: "0123456789+-*()=\n\\boxed{}", description: "Every character that texts may have, each once." }),
});

/** One token a character: 0 is padding, 1 the end, and from 2 on the alphabet in its order. */
@injectable()
export class CharacterTokenizer implements Tokenizer {
  readonly padToken = 0;
  readonly endToken = 1;
  readonly vocabularySize: number;
  private readonly characters: readonly string[];
  private readonly tokens: ReadonlyMap<string, number>;

  constructor(@inject(Options) { alphabet }: Static<typeof characterOptions>) {
    this.characters = Array.from(alphabet);
    this.vocabularySize = FIRST_CHARACTER + this.characters.length;
    this.tokens = new Map(this.characters.map((character, place) => [character, FIRST_CHARACTER + place]));
    if (this.tokens.size < this.characters.length) throw repeatedCharacter(this.characters);
  }

  encode(text: string): Int32Array {
    return Int32Array.from(Array.from(text), (character) => {
      const token = this.tokens.get(character);
      if (token === undefined) throw unknownCharacter(character, text);
      return token;
    });
  }

  /** Throws a RangeError for a token that is not in the vocabulary. */
  decode(tokens: ArrayLike<number>): string {
    return Array.from(tokens, (token) => this.characterOf(token)).join("");
  }

  /** A prompt ends with a line break: one is added where it is left out and the alphabet has it. */
  encodePrompt(prompt: Problem["prompt"]): Int32Array {
    if (typeof prompt === "string") return this.encode(prompt.endsWith("\n") || !this.tokens.has("\n") ? prompt : `${prompt}\n`);
    throw new UserError("DATA_INVALID", "The tokenizer `character` has no chat template, and a prompt is a list of messages.", {
      place: { component: "tokenizer character" },
      remedy: "Give prompts as plain text, or use a tokenizer with a chat template.",
    });
  }

  private characterOf(token: number): string {
    if (token === this.padToken || token === this.endToken) return "";
    if (token < 0 || token >= this.vocabularySize) throw new RangeError(`token ${token} is not one of the ${this.vocabularySize} of the vocabulary`);
    return this.characters[token - FIRST_CHARACTER];
  }
}

const FIRST_CHARACTER = 2;

function unknownCharacter(character: string, text: string): UserError {
  return new UserError("DATA_INVALID", `The character ${JSON.stringify(character)} of the text ${JSON.stringify(text.slice(0, 60))} is not in the alphabet.`, {
    place: { component: "tokenizer character" },
    remedy: "Add the character to the tokenizer's `alphabet`, or change the text.",
  });
}

function repeatedCharacter(characters: readonly string[]): UserError {
  const twice = characters.find((character, place) => characters.indexOf(character) !== place);
  return new UserError("RECIPE_INVALID_VALUE", `The alphabet has the character ${JSON.stringify(twice)} more than once.`, {
    place: { component: "tokenizer character" },
    remedy: "Name each character once.",
  });
}

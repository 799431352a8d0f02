import type { Tokenizer } from "../../contracts/tokenizer.js";
import { UserError } from "../../contracts/user-error.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import type { Laws } from "../laws.js";
import { withComponent } from "../with-component.js";
import type { TokenizerSubject } from "./tokenizer-subject.js";

export const tokenizerLaws: Laws<TokenizerSubject> = {
  "decodes what it encoded": comesBack,
  "has token ids inside its vocabulary": staysInside,
  "leaves out end and padding where it decodes": leavesOutSpecialTokens,
  "makes no text of end and padding": keepsSpecialTokensApart,
  "gives equal tokens for equal texts": repeats,
  "encodes prompts to tokens of its vocabulary, at least one": encodesPrompts,
};

export const unknownTextLaws: Laws<TokenizerSubject> = {
  "names what it cannot encode in a UserError": namesUnknownText,
};

async function comesBack(subject: TokenizerSubject): Promise<void> {
  await forEachText(subject, (tokenizer, text) => {
    const decoded = tokenizer.decode(tokenizer.encode(text));
    const wrong = `The text ${JSON.stringify(text)} came back from its tokens as ${JSON.stringify(decoded)}`;
    demand(decoded === text, wrong, "Keep every character: nothing may be normalised, trimmed or added.");
  });
}

async function staysInside(subject: TokenizerSubject): Promise<void> {
  await forEachText(subject, (tokenizer, text) => {
    const { vocabularySize, endToken, padToken } = tokenizer;
    const tokens = tokenizer.encode(text);
    const isArray = (tokens as unknown) instanceof Int32Array;
    demand(isArray, `The tokens of ${JSON.stringify(text)} are no Int32Array`, "Return an Int32Array.");
    expectInside([...tokens], vocabularySize, `of the text ${JSON.stringify(text)}`);
    expectInside([endToken], vocabularySize, "that ends a completion");
    expectInside([padToken], vocabularySize, "for padding");
  });
}

async function leavesOutSpecialTokens(subject: TokenizerSubject): Promise<void> {
  await forEachText(subject, (tokenizer, text) => {
    const { endToken, padToken } = tokenizer;
    const tokens = tokenizer.encode(text);
    const [plain, padded] = [tokenizer.decode(tokens), tokenizer.decode([...tokens, endToken, padToken, padToken])];
    const wrong = `The tokens of ${JSON.stringify(text)} with an end and padding after them are decoded to ${JSON.stringify(padded)}, without them to ${JSON.stringify(plain)}`;
    demand(padded === plain, wrong, "Let `decode` leave out the end token and padding.");
  });
}

async function keepsSpecialTokensApart(subject: TokenizerSubject): Promise<void> {
  await forEachText(subject, (tokenizer, text) => {
    const special = tokenizer.encode(text).find((token) => token === tokenizer.endToken || token === tokenizer.padToken);
    const wrong = `Among the tokens of ${JSON.stringify(text)} is ${special}, which is the end token or padding`;
    demand(special === undefined, wrong, "Let `encode` add no end and no padding: samplers do.");
  });
}

async function repeats(subject: TokenizerSubject): Promise<void> {
  await forEachText(subject, (tokenizer, text) => {
    const first = tokenizer.encode(text);
    const kept = first.slice();
    first.fill(tokenizer.padToken);
    const changed = difference(tokenizer.encode(text), kept, "tokens");
    const wrong = `The text ${JSON.stringify(text)} was encoded again after the caller had overwritten the first tokens, and differs: ${changed}`;
    demand(changed === undefined, wrong, "Return an array of its own at every call.");
  });
}

async function encodesPrompts(subject: TokenizerSubject): Promise<void> {
  const { prompts = subject.texts.filter((text) => text !== "") } = subject;
  await withComponent(subject, {}, async (tokenizer) => {
    for (const prompt of prompts) {
      const tokens = tokenizer.encodePrompt(prompt);
      const shown = JSON.stringify(prompt);
      demand(tokens.length > 0, `The prompt ${shown} has no tokens`, "Give it at least one: a policy's first token is computed from those before it.");
      expectInside([...tokens], tokenizer.vocabularySize, `of the prompt ${shown}`);
    }
  });
}

async function namesUnknownText(subject: TokenizerSubject): Promise<void> {
  const { unknown = "", texts } = subject;
  await withComponent(subject, {}, async (tokenizer) => {
    const error = thrownBy(() => tokenizer.encode(`${texts[0]}${unknown}`));
    const shown = JSON.stringify(unknown);
    const what = error instanceof Error ? `${error.name}: ${error.message}` : "nothing";
    const names = error instanceof UserError && error.message.includes(shown.slice(1, -1));
    demand(
      names,
      `Encoding ${shown} after a known text threw ${what}, expected a UserError whose message names ${shown}`,
      'Throw new UserError("DATA_INVALID", …) with the character or word.',
    );
  });
}

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

function expectInside(tokens: readonly number[], vocabularySize: number, of: string): void {
  const outside = tokens.find((token) => !Number.isInteger(token) || token < 0 || token >= vocabularySize);
  const wrong = `The token ${outside} ${of} is outside the vocabulary of ${vocabularySize}`;
  demand(outside === undefined, wrong, "Let ids go from 0 to vocabularySize - 1.");
}

async function forEachText(subject: TokenizerSubject, check: (tokenizer: Tokenizer, text: string) => void): Promise<void> {
  await withComponent(subject, {}, async (tokenizer) => {
    for (const text of subject.texts) check(tokenizer, text);
  });
}

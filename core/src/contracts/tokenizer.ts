import type { Component } from "./component.js";
import type { Problem } from "./problem.js";
import { contract } from "./contract.js";

export interface Tokenizer extends Component {
  /** V. */
  readonly vocabularySize: number;
  readonly endToken: number;
  readonly padToken: number;
  /** Throws a UserError that names the character or word which it cannot encode. */
  encode(text: string): Int32Array;
  /** Leaves out end and padding. */
  decode(tokens: ArrayLike<number>): string;
  /** The prompt as the policy sees it, by the chat template where there is one. */
  encodePrompt(prompt: Problem["prompt"]): Int32Array;
}

export const Tokenizer = contract<Tokenizer>("Tokenizer");

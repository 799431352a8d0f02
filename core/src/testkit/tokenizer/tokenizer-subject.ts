import type { Problem } from "../../contracts/problem.js";
import type { Tokenizer } from "../../contracts/tokenizer.js";
import type { Subject } from "../with-component.js";

export interface TokenizerSubject extends Subject<Tokenizer> {
  /** Texts that it can encode. At least one; the more varied, the better. */
  readonly texts: readonly string[];
  /** Prompts that it can encode; the texts when left out. */
  readonly prompts?: readonly Problem["prompt"][];
  /** A character or word that it cannot encode; leave it out where there is none. */
  readonly unknown?: string;
}

import { batchOf, tokenizer } from "../tabular/tabular-fixture.js";
import { core, type Modules } from "./core.js";

const { enumerateCompletions } = core("theory/enumerate-completions");

type CompletionSpace = Awaited<ReturnType<Modules["theory/completion-space"]["completionSpace"]>>;

/** All completions of the fixture's prompt; `isCorrect` judges those that end, by their text. */
export function spaceOf(isCorrect: (text: string) => boolean, maxTokens: number): CompletionSpace & { readonly completions: readonly (readonly number[])[] } {
  const completions = enumerateCompletions(tokenizer, maxTokens);
  const texts = completions.map((completion) => tokenizer.decode(completion));
  const correct = texts.map((text, place) => completions[place].at(-1) === tokenizer.endToken && isCorrect(text));
  return { batch: batchOf(completions), completions, texts, correct };
}

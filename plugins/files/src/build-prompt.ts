import type { Message, Problem } from "@lode/core";
import type { PromptOptions } from "./prompt-options.js";
import type { RowProblem } from "./read-problem.js";
import { RowFault } from "./row-fault.js";

/** The prompt of a row's problem. Throws a RowFault where the row has no question, or for the style `own` no prompt. */
export function buildPrompt({ question, prompt }: RowProblem, options: PromptOptions): Problem["prompt"] {
  if (options.style === "own") {
    if (prompt !== undefined) return prompt;
    throw new RowFault("prompt", "is missing", 'Add it to the row, or set "prompt.style" to "text" or "chat".');
  }
  if (question === undefined) {
    const remedy =
      prompt === undefined
        ? "Add it to the row, or choose the layout that fits the file."
        : 'Add it, or set "prompt.style" to "own": the row has its own prompt.';
    throw new RowFault("question", "is missing", remedy);
  }
  // A function, so that `$` in a question stands for itself.
  const asked = (text: string): string => options.template.replace("{question}", () => text);
  if (options.style === "text") return asked(question);
  const turns: readonly Message[] = options.examples.flatMap((example) => [user(asked(example.question)), { role: "assistant", content: example.answer }]);
  return [...(options.system === undefined ? [] : [{ role: "system", content: options.system } as const]), ...turns, user(asked(question))];
}

function user(content: string): Message {
  return { role: "user", content };
}

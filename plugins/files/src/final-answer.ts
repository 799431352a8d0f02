import { lastBox } from "./last-box.js";
import { RowFault } from "./row-fault.js";

/** `whole`: the field is the answer. `hashes`: what follows the last `####`. `box`: what the last `\boxed{…}` or `\fbox{…}` holds. */
export type AnswerForm = "whole" | "hashes" | "box";

/** The answer that a field holds. Throws a RowFault where there is none. */
export function finalAnswer(text: string, form: AnswerForm, field: string): string {
  const answer = form === "whole" ? text : form === "box" ? lastBox(text) : afterHashes(text);
  if (answer !== undefined && answer.trim() !== "") return answer.trim();
  const missing = { whole: "is empty", hashes: "has nothing after ####", box: "has no \\boxed answer" }[form];
  throw new RowFault(field, missing, `Mend the row, or choose the layout that fits the file.`);
}

function afterHashes(text: string): string | undefined {
  const place = text.lastIndexOf("####");
  return place < 0 ? undefined : text.slice(place + 4);
}

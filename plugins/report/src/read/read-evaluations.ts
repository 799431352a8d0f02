import { join } from "node:path";
import type { EvaluatedStep } from "../data/evaluated-step.js";
import type { EvaluatedAnswer } from "./evaluated-answer.js";
import { difficultyLevels } from "./difficulty-levels.js";
import { jsonLines } from "./json-lines.js";
import { readText } from "./read-text.js";
import { stepsIn } from "./steps-in.js";

const FOLDER = "evaluations";

/** Pass rates by difficulty of every evaluation, steps in order; nothing for sets whose problems have no difficulty. Throws RUN_DAMAGED. */
export function readEvaluations(folder: string): readonly EvaluatedStep[] {
  return stepsIn(join(folder, FOLDER)).flatMap((step) => {
    const file = join(folder, FOLDER, `step-${step}.jsonl`);
    const answers = jsonLines<EvaluatedAnswer>(readText(file) ?? "", file);
    return [...new Set(answers.map(({ set }) => set))].flatMap((set) => {
      const levels = difficultyLevels(answers.filter((answer) => answer.set === set));
      return levels.length === 0 ? [] : [{ step, set, levels }];
    });
  });
}

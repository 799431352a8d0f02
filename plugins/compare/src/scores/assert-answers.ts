import { printable, UserError } from "@lode/core";
import type { RecipeScores } from "./recipe-scores.js";

/** Throws DATA_INVALID, naming recipe, seed and problem, where a problem has fewer than the k answers that pass@k needs. */
export function assertAnswers(recipes: readonly RecipeScores[], k: number, file: string): void {
  for (const { name, seeds, problems, samples } of recipes) {
    samples.forEach((row, seed) => {
      const few = row.findIndex((count) => count < k);
      if (few === -1) return;
      const where = `recipe ${printable(name)}, seed ${printable(seeds[seed])}, problem ${printable(problems[few])}`;
      throw new UserError("DATA_INVALID", `pass@${k} needs ${k} answers to every problem; ${where} has ${row[few]}`, {
        place: { file },
        remedy: "Give a smaller k, or sample more answers.",
      });
    });
  }
}

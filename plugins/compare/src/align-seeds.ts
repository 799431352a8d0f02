import { printable, UserError } from "@lode/core";
import type { RecipeScores } from "./scores/recipe-scores.js";

/** Every recipe with its seeds in the order of the first one's. Throws DATA_INVALID, naming recipe and seed, where a seed has no partner. */
export function alignSeeds(recipes: readonly RecipeScores[], file: string): readonly RecipeScores[] {
  const all = [...new Set(recipes.flatMap(({ seeds }) => seeds))];
  return recipes.map(({ name, seeds, problems, correct, samples }) => {
    const order = all.map((seed) => {
      const place = seeds.indexOf(seed);
      if (place !== -1) return place;
      throw new UserError("DATA_INVALID", `recipe ${printable(name)} has no seed ${printable(seed)}, another recipe has: it has no partner`, {
        place: { file },
        remedy: "Run the missing seed, or compare without --paired.",
      });
    });
    return { name, seeds: all, problems, correct: order.map((place) => correct[place]), samples: order.map((place) => samples[place]) };
  });
}

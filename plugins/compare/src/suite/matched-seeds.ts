import type { RecipeScores } from "../scores/recipe-scores.js";

/** Every recipe with those seeds alone that all of them have, in one order: a seed whose run failed in one recipe has no partner in any. */
export function matchedSeeds(recipes: readonly RecipeScores[]): readonly RecipeScores[] {
  const shared = (recipes[0]?.seeds ?? []).filter((seed) => recipes.every(({ seeds }) => seeds.includes(seed)));
  return recipes.map((recipe) => {
    const places = shared.map((seed) => recipe.seeds.indexOf(seed));
    return { ...recipe, seeds: shared, correct: places.map((place) => recipe.correct[place]), samples: places.map((place) => recipe.samples[place]) };
  });
}

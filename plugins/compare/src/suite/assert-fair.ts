import { diffRecipes, printable, recipeContents, UserError, type Difference, type RecipeContents } from "@lode/core";
import { resolve } from "node:path";
import type { Suite } from "./read-suite.js";
import { runSettings } from "./run-settings.js";

/** A value in which a recipe differs from the first one. */
export interface SuiteDifference extends Difference {
  readonly recipe: string;
}

/** Differences of these classes are what a comparison of algorithms is about, or change no number. */
const FAIR: readonly string[] = ["algorithm", "run"];

/**
 * How recipes differ from the first, seed for seed, before anything is trained.
 * Throws SUITE_UNFAIR, with all that is not fair, for a class that is neither the algorithm nor named in `allow`.
 */
export async function assertFair(suite: Suite, engine: RecipeContents["recipe"]): Promise<readonly SuiteDifference[]> {
  const [seed] = suite.allSeeds;
  const contents = await Promise.all(
    suite.recipes.map(({ recipe }, place) =>
      recipeContents(resolve(suite.directory, recipe), { set: runSettings(suite, place, seed, engine), directory: suite.directory }),
    ),
  );
  const differences = suite.recipes.flatMap(({ name: recipe }, place) =>
    diffRecipes(contents[0].comparable, contents[place].comparable).map((difference) => ({ recipe, ...difference })),
  );
  const refused = differences.filter(({ class: of }) => !FAIR.includes(of) && !(suite.allow as readonly string[]).includes(of));
  if (refused.length === 0) return differences;
  const classes = [...new Set(refused.map(({ class: of }) => of))];
  throw new UserError("SUITE_UNFAIR", `recipes differ in ${classes.join(", ")}, not in the algorithm alone:${unfairText(refused, suite)}`, {
    place: { file: suite.file },
    remedy: `Make them equal there, or take the difference for meant with "allow": ${JSON.stringify([...suite.allow, ...classes])}.`,
  });
}

/** Differences beside the algorithm, a line each. */
export function unfairText(differences: readonly SuiteDifference[], { recipes }: Suite): string {
  const value = (json: unknown): string => printable(json === undefined ? "nothing" : JSON.stringify(json));
  const lines = differences
    .filter(({ class: of }) => !FAIR.includes(of))
    .map(
      ({ recipe, class: of, pointer, a, b }) =>
        `  ${of}: ${pointer.slice(1).replaceAll("/", ".")} is ${value(a)} in ${recipes[0].name}, ${value(b)} in ${recipe}`,
    );
  return lines.map((line) => `\n${line}`).join("");
}

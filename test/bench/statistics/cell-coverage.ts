import { uniforms } from "../../compare/simulated-recipes.js";
import { GRID } from "./cell.js";
import { LogitModel } from "./logit-model.js";
import type { Method } from "./method.js";
import { methodsInUse } from "./methods-in-use.js";
import { ourMethods } from "./our-methods.js";

/** How often intervals held the truth. */
export interface Count {
  readonly held: number;
  readonly of: number;
}

/** Of all methods, by target, those in use before ours. */
export const METHODS: readonly Method[] = [...new Set(ourMethods.map(({ target }) => target))].flatMap((target) =>
  [...methodsInUse, ...ourMethods].filter((method) => method.target === target),
);

/** Simulates one cell, the same every time, whatever else runs. The counts are in the order of METHODS. */
export function cellCoverage(place: number, repetitions: number): readonly Count[] {
  const model = new LogitModel(GRID[place], uniforms(2 * place + 1));
  const resample = uniforms(2 * place + 2);
  const counts = METHODS.map(() => ({ held: 0, of: 0 }));
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const suite = model.next();
    METHODS.forEach((method, at) => {
      if (repetition % method.every !== 0) return;
      const interval = method.interval(suite, resample);
      const truth = method.truth(suite);
      counts[at].of++;
      if (interval && interval.low <= truth && truth <= interval.high) counts[at].held++;
    });
  }
  return counts;
}

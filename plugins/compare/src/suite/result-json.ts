import { collapseInWords } from "../collapse/collapse-in-words.js";
import type { Collapse } from "../collapse/collapse.js";
import { comparisonJson } from "../comparison-json.js";
import { pairInWords } from "../words/pair-in-words.js";
import { recipeNotes } from "../words/recipe-notes.js";
import type { SuiteDifference } from "./assert-fair.js";
import { hasScores, type RunRecord } from "./run-record.js";
import type { SuiteComparison } from "./suite-comparison.js";

/** `result.json`: nothing in it depends on the clock. */
export function resultJson(found: SuiteComparison, differences: readonly SuiteDifference[]): object {
  const { suite, plan, records, look, comparison, notes } = found;
  const count = (...states: readonly string[]): number => records.filter(({ state }) => states.includes(state)).length;
  return {
    ...{ suite: suite.suite, hash: plan.hash, paired: suite.paired, problems: suite.problems, evaluation: plan.evaluation },
    ...{ budget: suite.budget, coldStarts: suite.coldStarts, seeds: new Set(records.map(({ seed }) => seed)).size },
    look: look && { seeds: look.seeds, of: suite.looks, level: look.level },
    ...{ difference: suite.difference ?? null, equivalence: suite.equivalence ?? null, sharedStart: comparison.settings.sharedStart },
    runs: { planned: records.length, done: records.filter(hasScores).length, failed: count("failed"), collapsed: count("collapsed") },
    recipes: recipesJson(found),
    pairs: pairsJson(found),
    differences: differences.map(({ recipe, class: of, pointer, a = null, b = null }) => ({ recipe, class: of, pointer, a, b })),
    ...{ allow: suite.allow, notes },
  };
}

/** A recipe without scores has nulls and a reason. */
function recipesJson({ suite, records, comparison, collapses }: SuiteComparison): readonly object[] {
  const { recipes } = comparisonJson(comparison) as { readonly recipes: readonly { readonly name: string }[] };
  return suite.recipes.map(({ name }) => {
    const summary = comparison.recipes.find((recipe) => recipe.name === name);
    const collapsed = collapses.get(name);
    return {
      ...(recipes.find((recipe) => recipe.name === name) ?? {
        name,
        ...{ pass1: null, low: null, high: null, iqm: null },
        seeds: 0,
        reason: "no run has scores",
      }),
      runs: records.filter(({ recipe }) => recipe === name).map(runJson),
      ...(collapsed && { collapse: collapseJson(collapsed) }),
      words: [...(summary ? recipeNotes(summary, comparison) : []), ...(collapsed ? collapseInWords(collapsed) : [])],
    };
  });
}

function runJson({ seed, state, pass1, steps, rollouts, tokens, trainedTokens, reason }: RunRecord): object {
  return { seed, state, pass1, steps, rollouts, tokens, trainedTokens, reason };
}

/** The share of runs that collapse, and the score of the others. */
function collapseJson({ below, collapsed, share, others }: Collapse): object {
  return {
    ...{ below, seeds: collapsed, low: share.low, high: share.high },
    given: others && { pass1: others.score, low: others.interval?.low ?? null, high: others.interval?.high ?? null, seeds: others.seeds },
  };
}

/** Every pair of recipes in their order, also those that nothing can be said of. */
function pairsJson({ suite, comparison, matched }: SuiteComparison): readonly object[] {
  const { pairs } = comparisonJson(comparison) as { readonly pairs: readonly { readonly a: string; readonly b: string; readonly difference: number }[] };
  return suite.recipes.flatMap(({ name: a }, place) =>
    suite.recipes.slice(place + 1).map(({ name: b }) => {
      const at = pairs.findIndex((pair) => pair.a === a && pair.b === b);
      if (at !== -1) return { ...pairs[at], words: pairInWords(comparison.pairs[at], matched) };
      const reason = `no run of ${comparison.recipes.some(({ name }) => name === a) ? b : a} has scores`;
      return { a, b, difference: null, verdict: "cannot-tell", reason, words: [`${a}, ${b}: cannot tell`, `  ${reason}`] };
    }),
  );
}

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeRun } from "./run-fixture.js";

const RECIPES = ["oreal", "grpo", "reinforce"];
const SEEDS = [1, 2, 3];
const STEPS = [0, 10, 20];

/** Writes a suite's folder such as `lode compare` leaves: three recipes, three seeds, of which one run of `reinforce` collapsed. The numbers are made up. */
export function writeSuite(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const runs = RECIPES.flatMap((recipe, place) => SEEDS.map((seed) => run(recipe, place, seed)));
  for (const { folder: run } of runs) writeRun(join(folder, run), { steps: 2, rollouts: 2 });
  const write = (name: string, value: object): void => writeFileSync(join(folder, name), JSON.stringify(value));
  const engine = { use: "onnx", threads: 1 };
  write("suite.json", { suite: "made-up-suite", hash: "123", seeds: 3, shard: null, engine, versions: { "@lode/core": "0.1.0" }, runs });
  write("result.json", result(runs));
  write("curves.json", { evaluation: "held-out", recipes: RECIPES.map(curve) });
}

interface Run {
  readonly recipe: string;
  readonly seed: number;
  readonly folder: string;
  readonly state: string;
  readonly pass1: number;
}

function score(place: number, seed: number): number {
  return 0.7 - 0.06 * place + 0.02 * seed - (place === 2 && seed === 3 ? 0.5 : 0);
}

function run(recipe: string, place: number, seed: number): Run {
  const state = place === 2 && seed === 3 ? "collapsed" : "done";
  const spent = { steps: 20, rollouts: 5120, tokens: 100_000, trainedTokens: 20_000, seconds: 75 };
  return { recipe, seed, folder: `${recipe}/seed-${seed}`, state, pass1: score(place, seed), ...spent };
}

function result(runs: readonly Run[]): object {
  const recipes = RECIPES.map((name) => {
    const own = runs.filter(({ recipe }) => recipe === name);
    const pass1 = own.reduce((sum, { pass1: one }) => sum + one, 0) / own.length;
    return { name, pass1, low: pass1 - 0.05, high: pass1 + 0.05, iqm: null, seeds: 3, words: [], runs: own };
  });
  return {
    ...{
      suite: "made-up-suite",
      hash: "123",
      paired: true,
      problems: "fixed",
      evaluation: "held-out",
      budget: { updates: 20 },
      coldStarts: "by-seed",
      sharedStart: false,
    },
    ...{ seeds: SEEDS, look: null, runs: { planned: 9, done: 9, failed: 0, collapsed: 1 }, recipes, allow: [] },
    pairs: [pair("oreal", "grpo", "cannot-tell"), pair("oreal", "reinforce", "better"), pair("grpo", "reinforce", "better")],
    differences: [
      { recipe: "grpo", class: "run", pointer: "/name", a: "oreal", b: "grpo" },
      { recipe: "grpo", class: "algorithm", pointer: "/objective/use", a: "oreal", b: "grpo" },
      { recipe: "reinforce", class: "algorithm", pointer: "/objective/use", a: "oreal", b: "reinforce" },
    ],
    notes: ["One run of reinforce collapsed: its pass@1 lies below 0.3."],
  };
}

function pair(a: string, b: string, verdict: string): object {
  const words = [verdict === "better" ? `${a} is better than ${b}` : `${a}, ${b}: cannot tell`, "This is not evidence that they are equal."];
  return {
    ...{ a, b, verdict, words, difference: 0.06, low: 0.01, high: 0.11, p: 0.03, pAdjusted: 0.04 },
    ...{ simultaneousLow: -0.01, simultaneousHigh: 0.13, probabilityOfImprovement: 0.9, minimumDetectableEffect: 0.08 },
  };
}

function curve(name: string, place: number): object {
  const at = (step: number, seed: number): number => 0.3 + ((score(place, seed) - 0.3) * step) / 20;
  const mean = STEPS.map((step) => SEEDS.reduce((sum, seed) => sum + at(step, seed), 0) / SEEDS.length);
  const band = (width: number): readonly object[] => mean.map((value) => ({ low: value - width, high: value + width }));
  const runs = SEEDS.map((seed) => ({ seed, points: STEPS.map((step) => ({ step, pass1: at(step, seed) })) }));
  return { name, runs, steps: STEPS, mean, pointwise: band(0.04), wholeCurve: band(0.06) };
}

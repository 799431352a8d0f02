import type { Draw } from "../contracts/problem.js";
import type { Learner } from "../contracts/learner.js";
import type { Terminal } from "../contracts/terminal.js";
import { UserError } from "../contracts/user-error.js";
import { bestOfNDistribution, passRateOf } from "../math/best-of-n-distribution.js";
import { klRegularisedOptimum } from "../math/kl-regularised-optimum.js";
import { matchedBeta } from "../math/matched-beta.js";
import { bestOfNCurve, givenCorrect, type BestOfNPoint } from "../theory/best-of-n-curve.js";
import { clone, type CloningPoint } from "../theory/clone.js";
import { completionProbabilities, completionSpace, type CompletionSpace } from "../theory/completion-space.js";
import { pairWeightCurve, type PairWeightPoint } from "../theory/pair-weight-curve.js";
import type { RunComponents } from "../trainer/run-components.js";
import { randomStream } from "../trainer/random-stream.js";
import { openModel } from "./open-model.js";

export interface TheorySettings {
  readonly set?: readonly string[];
  /** Place of the problem in the dataset, each problem once; by default that of the first ones whose pass rate is nearest to one half. */
  readonly problem?: number;
  readonly terminal?: Terminal;
  readonly signal?: AbortSignal;
  readonly directory?: string;
}

/** A correct completion's share among the correct ones. */
export interface CorrectCompletion {
  readonly text: string;
  readonly initial: number;
  readonly optimum: number;
  readonly bestOfN: number;
}

/** The first two claims, computed for one problem of a recipe, for its policy and its components. */
export interface Theory {
  readonly recipe: string;
  readonly problem: { readonly id: string; readonly answer: string };
  /** M. */
  readonly completions: number;
  /** Of the policy that the recipe starts from. */
  readonly passRate: number;
  /** K, and N where one number is meant. */
  readonly groupSize: number;
  readonly claim1: {
    readonly curve: readonly BestOfNPoint[];
    /** Shares at N = K, likeliest first. */
    readonly correct: readonly CorrectCompletion[];
    /** Cloning the output of best of K, and its positives alone. */
    readonly cloning: { readonly bestOfN: readonly CloningPoint[]; readonly positives: readonly CloningPoint[] };
  };
  readonly claim2: { readonly curve: readonly PairWeightPoint[]; readonly groups: number };
}

const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const LOOKS = [1, 2, 4, 8, 16, 32, 64];
const PASS_RATES = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98];
const GROUPS = 2000;
/** Problems among which one is chosen. */
const CANDIDATES = 32;

/** Computes the claims for the policy that a recipe starts from (or a run's). Does what `lode theory` does. */
export async function theory(recipe: string, settings: TheorySettings = {}): Promise<Theory> {
  const { run, composition } = await openModel(recipe, settings);
  try {
    const { components } = run;
    const { maxTokens, groupSize } = samplerOptions(composition.resolved.sampler);
    const { draw, space, probabilities, passRate } = await chosenProblem(components, maxTokens, settings.problem);
    const { promptsPerStep } = composition.resolved.training as unknown as { promptsPerStep: number };
    const random = randomStream(Number(composition.resolved.seed)).at("theory");
    return {
      ...{ recipe, problem: { id: draw.problem.id, answer: draw.problem.answer }, completions: space.batch.rows, passRate, groupSize },
      claim1: {
        curve: bestOfNCurve(probabilities, space.correct, SIZES),
        correct: correctCompletions(probabilities, space, groupSize),
        cloning: await cloning(components.policy, { probabilities, space, n: groupSize, share: 1 / promptsPerStep }),
      },
      claim2: { curve: await pairWeightCurve(PASS_RATES, components, { groupSize, random, groups: GROUPS }), groups: GROUPS },
    };
  } finally {
    await run.dispose();
  }
}

function samplerOptions(sampler: unknown): { readonly maxTokens: number; readonly groupSize: number } {
  const { maxTokens, groupSize } = sampler as Readonly<Record<string, unknown>>;
  if (typeof maxTokens === "number" && typeof groupSize === "number" && groupSize >= 2) return { maxTokens, groupSize };
  throw new UserError("RECIPE_INVALID_VALUE", "the recipe's sampler has no length limit, or no groups of two", {
    place: { pointer: "/sampler" },
    remedy: 'Use the sampler "group" with "maxTokens" and a "groupSize" of at least 2.',
  });
}

/** A problem with all its completions and the policy's probabilities of them. */
interface ListedProblem {
  readonly draw: Draw;
  readonly space: CompletionSpace;
  readonly probabilities: Float64Array;
  readonly passRate: number;
}

/** The problem at a place, or else the one that the policy solves most nearly half of the time. Throws DATA_INVALID where it solves it always or never. */
async function chosenProblem(components: RunComponents, maxTokens: number, place: number | undefined): Promise<ListedProblem> {
  const listed: ListedProblem[] = [];
  for await (const draw of components.dataset.draws(place ?? 0, "once")) {
    listed.push(await listedProblem(components, draw, maxTokens));
    if (place !== undefined || listed.length === CANDIDATES) break;
  }
  if (listed.length === 0) throw new UserError("USAGE", `the dataset has no problem ${place ?? 0}`, { remedy: "Give --problem a smaller number, from 0." });
  const chosen = listed.reduce((nearest, other) => (Math.abs(other.passRate - 0.5) < Math.abs(nearest.passRate - 0.5) ? other : nearest));
  assertMixed(chosen);
  return chosen;
}

function assertMixed({ passRate, draw }: ListedProblem): void {
  if (passRate > 0 && passRate < 1) return;
  throw new UserError("DATA_INVALID", `the policy solves ${draw.problem.id} ${passRate > 0 ? "always" : "never"}: nothing can be reweighted`, {
    remedy: "Take another problem with --problem, or another policy.",
  });
}

async function listedProblem(components: RunComponents, draw: Draw, maxTokens: number): Promise<ListedProblem> {
  const space = await spaceOf(components, draw, maxTokens);
  const probabilities = await completionProbabilities(space, components.policy);
  return { draw, space, probabilities, passRate: passRateOf(probabilities, space.correct) };
}

function spaceOf({ tokenizer, verifier, sampler }: RunComponents, draw: Draw, maxTokens: number): Promise<CompletionSpace> {
  if (verifier) return completionSpace(draw, tokenizer, verifier, { maxTokens, temperature: sampler.temperature ?? 1 });
  throw new UserError("COMPONENT_MISSING", "the recipe has no verifier: nothing is correct", { place: { pointer: "/verifier" }, remedy: 'Add "verifier".' });
}

function correctCompletions(probabilities: Float64Array, { correct, texts }: CompletionSpace, n: number): readonly CorrectCompletion[] {
  const beta = matchedBeta(passRateOf(probabilities, correct), n, 1);
  const optimum = klRegularisedOptimum(probabilities, correct.map(Number), beta);
  const [initially, optimally, best] = [probabilities, optimum, bestOfNDistribution(probabilities, correct, n)].map((of) => givenCorrect(of, correct));
  return texts
    .map((text, y) => ({ text, initial: initially[y], optimum: optimally[y], bestOfN: best[y] }))
    .filter((_, y) => correct[y])
    .sort((a, b) => b.initial - a.initial);
}

interface Cloning {
  readonly probabilities: Float64Array;
  readonly space: CompletionSpace;
  readonly n: number;
  readonly share: number;
}

/** Both clonings start from the same weights. */
async function cloning(policy: Learner, { probabilities, space, n, share }: Cloning): Promise<Theory["claim1"]["cloning"]> {
  const start = await policy.snapshot?.();
  const cloned = async (target: Float64Array): Promise<readonly CloningPoint[]> => {
    if (start) await policy.restore?.(start);
    return clone(policy, space, { target, share }, LOOKS);
  };
  const bestOfN = await cloned(bestOfNDistribution(probabilities, space.correct, n));
  return { bestOfN, positives: await cloned(givenCorrect(probabilities, space.correct)) };
}

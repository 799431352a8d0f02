import { join } from "node:path";
import { SMALL } from "../model-shape.js";
import { ROOT } from "../root.js";

export const PROMPTS_PER_STEP = 16;
export const GROUP_SIZE = 16;
export const MAX_TOKENS = 8;
/** Small: the policy is the same at the end of the measurement as at its beginning, and so is the length of what it writes. */
export const LEARNING_RATE = 1e-6;
/** 62 characters, those of the arithmetic task first: with padding and end a vocabulary of 64. */
export const ALPHABET = "0123456789+-*()=\n\\boxed{}acfghijklmnpqrstuvwyzABCDEFGHIJKLMNOP";
/** More than any run gets to. */
const STEPS = 1_000_000;

/**
 * The recipe of an algorithm as it is shipped, on the benchmark's sizes: only the model, the alphabet, the number and length of the rollouts, the reward
 * (that of the peer, in place of a verifier, since the untrained policy answers nothing) and what is beside training differ.
 */
export function stepRecipe(algorithm: "grpo" | "oreal", engine: object): object {
  const { vocabulary: _, ...sizes } = SMALL;
  const reward = { use: "first-character" };
  const optimizer = { learningRate: LEARNING_RATE, schedule: "constant", finalFraction: null, warmupSteps: 0 };
  const nested = algorithm === "oreal" ? { rewardModel: { reward, optimizer } } : { rewardModel: reward };
  return {
    extends: join(ROOT, `recipes/arithmetic/${algorithm}.json`),
    name: `bench-${algorithm}`,
    engine,
    tokenizer: { alphabet: ALPHABET },
    policy: { ...sizes, initial: null, optimizer },
    sampler: { groupSize: GROUP_SIZE, maxTokens: MAX_TOKENS },
    verifier: null,
    ...nested,
    training: { steps: STEPS, promptsPerStep: PROMPTS_PER_STEP, checkpointEvery: STEPS, policyFrozenSteps: 0 },
    evaluation: null,
    trackers: [{ use: "step-gate" }],
  };
}

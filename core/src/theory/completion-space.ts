import type { Batch } from "../contracts/batch.js";
import type { Scorer } from "../contracts/learner.js";
import type { Draw } from "../contracts/problem.js";
import type { Group, Rollout } from "../contracts/rollout.js";
import type { Tokenizer } from "../contracts/tokenizer.js";
import { UserError } from "../contracts/user-error.js";
import type { Verifier } from "../contracts/verifier.js";
import { judge } from "../trainer/judge.js";
import { rolloutBatch } from "../trainer/rollout-batch.js";
import { completionCount, enumerateCompletions } from "./enumerate-completions.js";

/** Completions that can still be listed and trained on in seconds. */
const MOST = 20_000;

/** Every completion that a policy can give to one problem, M of them, with its verdict. */
export interface CompletionSpace {
  /** A row a completion: B = M. */
  readonly batch: Batch;
  readonly texts: readonly string[];
  readonly correct: readonly boolean[];
}

export interface SpaceOptions {
  readonly maxTokens: number;
  readonly temperature: number;
}

/** Lists and judges all completions of a problem. Throws RECIPE_INVALID_VALUE where there are too many. */
export async function completionSpace(draw: Draw, tokenizer: Tokenizer, verifier: Verifier, options: SpaceOptions): Promise<CompletionSpace> {
  const count = completionCount(tokenizer, options.maxTokens);
  if (count > MOST) {
    throw new UserError("RECIPE_INVALID_VALUE", `there are ${count.toPrecision(3)} completions of ${options.maxTokens} tokens, too many to list`, {
      place: { pointer: "/sampler/maxTokens" },
      remedy: `Set sampler.maxTokens lower, or use a smaller vocabulary, so that there are at most ${MOST}.`,
    });
  }
  const prompt = tokenizer.encodePrompt(draw.problem.prompt);
  const rollouts = enumerateCompletions(tokenizer, options.maxTokens).map((completion, sample) => rollout({ draw, prompt, tokenizer }, completion, sample));
  const group: Group = { draw, rollouts };
  const verdicts = await judge(group, verifier, new AbortController().signal);
  return {
    batch: rolloutBatch([{ ...group, verdicts }], options.temperature),
    texts: rollouts.map(({ text }) => text),
    correct: verdicts.map(({ outcome }) => outcome === "correct"),
  };
}

/** π(y) of every completion, [M]: the product over its tokens. Throws a RangeError where they do not sum to 1, as of a policy that can give other tokens. */
export async function completionProbabilities({ batch }: CompletionSpace, policy: Scorer): Promise<Float64Array> {
  const { logprobs } = await policy.score(batch, ["logprobs"]);
  if (!logprobs) throw new RangeError("the policy gave no logprobs");
  const sums = new Float64Array(batch.rows);
  logprobs.forEach((value, place) => (sums[Math.floor(place / batch.length)] += value));
  const probabilities = sums.map(Math.exp);
  const whole = probabilities.reduce((sum, value) => sum + value, 0);
  if (Math.abs(whole - 1) > 1e-3) throw new RangeError(`the probabilities of all completions sum to ${whole}`);
  return probabilities.map((value) => value / whole);
}

function rollout(
  { draw, prompt, tokenizer }: { readonly draw: Draw; readonly prompt: Int32Array; readonly tokenizer: Tokenizer },
  completion: readonly number[],
  sample: number,
): Rollout {
  return {
    ...{ draw, sample, source: "policy" },
    tokens: Int32Array.of(...prompt, ...completion),
    action: new Uint8Array(prompt.length + completion.length).fill(1, prompt.length),
    stop: completion.at(-1) === tokenizer.endToken ? "end" : "length",
    text: tokenizer.decode(completion),
  };
}

import type { Dataset } from "../contracts/dataset.js";
import type { Draw } from "../contracts/problem.js";
import type { Policy } from "../contracts/policy.js";
import type { RandomStream } from "../contracts/random-stream.js";
import type { Group, Rollout } from "../contracts/rollout.js";
import type { Tokenizer } from "../contracts/tokenizer.js";
import { UserError } from "../contracts/user-error.js";
import type { Verifier } from "../contracts/verifier.js";
import { judge } from "./judge.js";

/** Held-out problems and how to sample on them. */
export interface EvaluationSet {
  readonly name: string;
  readonly dataset: Dataset;
  readonly problems: number;
  readonly samples: number;
  readonly temperature: number;
  readonly topP: number;
  readonly maxTokens: number;
}

export interface EvaluatedModel {
  readonly policy: Policy;
  readonly tokenizer: Tokenizer;
  readonly verifier: Verifier;
}

/**
 * Samples and judges the first `problems` problems of a set, each `samples` times. The random numbers depend on the set, the problem and the
 * sample, not on the step: evaluations of one run, and of runs of one seed, differ by their weights alone.
 */
export async function sampleEvaluation(model: EvaluatedModel, set: EvaluationSet, random: RandomStream, signal: AbortSignal): Promise<readonly Group[]> {
  return sampleDraws(model, await firstDraws(set), { ...set, random: random.at(set.name) }, signal);
}

/** How problems are sampled; the random numbers of each depend on its draw. */
interface DrawSampling extends Pick<EvaluationSet, "samples" | "temperature" | "topP" | "maxTokens"> {
  readonly random: RandomStream;
}

/** Samples and judges problems, each `samples` times. */
export async function sampleDraws(model: EvaluatedModel, draws: readonly Draw[], sampling: DrawSampling, signal: AbortSignal): Promise<readonly Group[]> {
  const { random, samples, temperature, topP, maxTokens } = sampling;
  const requests = draws.map((draw) => ({
    prompt: model.tokenizer.encodePrompt(draw.problem.prompt),
    ...{ samples, maxTokens, temperature, topP, topK: 0 },
    random: random.at(draw.index),
  }));
  const rollouts: Rollout[][] = draws.map(() => []);
  for await (const completion of model.policy.generate(requests, signal)) {
    const { request, sample, stop, version } = completion;
    rollouts[request][sample] = {
      ...{ draw: draws[request], sample, source: "policy", stop, version },
      tokens: Int32Array.from([...requests[request].prompt, ...completion.tokens]),
      action: Uint8Array.from([...requests[request].prompt.map(() => 0), ...completion.tokens.map(() => 1)]),
      text: model.tokenizer.decode(completion.tokens),
    };
  }
  signal.throwIfAborted();
  return Promise.all(
    draws.map(async (draw, place) => {
      const group = { draw, rollouts: rollouts[place] };
      return { ...group, verdicts: await judge(group, model.verifier, signal) };
    }),
  );
}

async function firstDraws(set: EvaluationSet): Promise<readonly Draw[]> {
  const draws: Draw[] = [];
  for await (const draw of set.dataset.draws(0, "once")) {
    draws.push(draw);
    if (draws.length === set.problems) return draws;
  }
  throw new UserError("DATA_INVALID", `the evaluation set ${set.name} has only ${draws.length} problems, ${set.problems} were asked for`, {
    place: { pointer: `/evaluation/sets/${set.name}/problems` },
    remedy: `Set "problems" to ${draws.length} or less.`,
  });
}

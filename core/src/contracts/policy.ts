import type { Learner } from "./learner.js";
import type { OptimizerOptions } from "./optimizer-options.js";
import type { RandomStream } from "./random-stream.js";
import type { StopReason } from "./rollout.js";
import { contract } from "./contract.js";

/** Asks for `samples` completions of one prompt. */
export interface GenerationRequest {
  readonly prompt: Int32Array;
  readonly samples: number;
  /** Longest completion, the end token included. */
  readonly maxTokens: number;
  /** Divides the logits; 0 takes the likeliest token, and log-probabilities are then those at temperature 1. */
  readonly temperature: number;
  /** Keeps the likeliest tokens until their probabilities reach this sum, after `topK`; 1 keeps all. */
  readonly topP: number;
  /** Keeps this many of the likeliest tokens; 0 keeps all. */
  readonly topK: number;
  /** The draw of token `position` (from 0) of completion `sample` is `random.uniform(sample, position)`, whatever else is generated beside it. */
  readonly random: RandomStream;
}

export interface Completion {
  /** Index into the requests. */
  readonly request: number;
  /** Number of the completion within its request, from 0. */
  readonly sample: number;
  /** The completion, with the end token if there is one. */
  readonly tokens: Int32Array;
  /** See `Rollout.logprobs`, one a completion token. */
  readonly logprobs: Float32Array;
  readonly sampledLogprobs: Float32Array;
  readonly stop: StopReason;
  readonly version: number;
}

export interface ScalarOptions {
  /** "random" for a reward model (a zero head would give every token the same score), "zero" for a critic. */
  readonly head: "random" | "zero";
  readonly optimizer: OptimizerOptions;
  /** Names the scalar model's random numbers and its part of the checkpoint. */
  readonly name: string;
}

/** A language model that generates and can be trained. */
export interface Policy extends Learner {
  /** Counts `publish` calls; completions carry it. */
  readonly version: number;
  /** Makes generation use the present weights. Called once a training step. */
  publish(): Promise<void>;
  /** Completions in any order. Ends early, without an error, when `signal` aborts. */
  generate(requests: readonly GenerationRequest[], signal: AbortSignal): AsyncIterable<Completion>;
  /** A learner of the same architecture that starts from this policy's present weights and gives one number a token ("scores"). The caller owns its life: `snapshot`, `restore`, `dispose`. */
  scalarModel?(options: ScalarOptions): Promise<Learner>;
}

export const Policy = contract<Policy>("Policy");

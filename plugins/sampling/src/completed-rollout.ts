import { assertLength, type Completion, type Draw, type Rollout } from "@lode/core";

/**
 * A prompt with its completion as a rollout of T tokens: `action` is 1 on the completion, and the completion's log-probabilities (nats) stand at its tokens.
 * Throws a RangeError where the policy gave another number of log-probabilities than tokens.
 */
export function completedRollout(draw: Draw, prompt: Int32Array, completion: Completion, text: string): Rollout {
  const start = prompt.length;
  const length = start + completion.tokens.length;
  const tokens = new Int32Array(length);
  tokens.set(prompt);
  tokens.set(completion.tokens, start);
  const aligned = (name: "logprobs" | "sampledLogprobs"): Float32Array => {
    assertLength(completion[name], completion.tokens.length, `the completion's ${name}`, "its tokens");
    const column = new Float32Array(length);
    column.set(completion[name], start);
    return column;
  };
  return {
    draw,
    sample: completion.sample,
    tokens,
    action: new Uint8Array(length).fill(1, start),
    logprobs: aligned("logprobs"),
    sampledLogprobs: aligned("sampledLogprobs"),
    source: "policy",
    version: completion.version,
    stop: completion.stop,
    text,
  };
}

import type { Batch, OutputName, Outputs } from "../contracts/batch.js";
import type { Completion, GenerationRequest, Policy } from "../contracts/policy.js";
import type { Tokenizer } from "../contracts/tokenizer.js";
import { randomStream } from "../trainer/random-stream.js";

/**
 * The policy that suites give to samplers: the next token depends on the one before it alone, by a fixed table of logits. It gives completions in an
 * unusual order, as the contract allows, keeps the requests, and cannot be trained. Top-k and top-p are not applied.
 */
export class ChainPolicy implements Policy {
  version = 3;
  readonly requests: GenerationRequest[] = [];

  constructor(private readonly tokenizer: Tokenizer) {}

  publish(): Promise<void> {
    this.version += 1;
    return Promise.resolve();
  }

  async *generate(requests: readonly GenerationRequest[], signal: AbortSignal): AsyncGenerator<Completion> {
    this.requests.push(...requests);
    const most = Math.max(0, ...requests.map(({ samples }) => samples));
    for (let sample = most - 1; sample >= 0; sample--) {
      for (const [request, asked] of requests.entries()) {
        if (sample >= asked.samples) continue;
        await Promise.resolve();
        if (signal.aborted) return;
        yield { request, ...this.completion(asked, sample) };
      }
    }
  }

  async score(batch: Batch, want: readonly OutputName[]): Promise<Outputs> {
    const column = (of: (logprobs: Float64Array, taken: number) => number): Float32Array =>
      Float32Array.from(batch.action, (action, place) => {
        return action === 1 ? of(this.logprobs(batch.tokens[place - 1], batch.temperature), batch.tokens[place]) : 0;
      });
    const outputs = { logprobs: () => column((logprobs, taken) => logprobs[taken]), entropy: () => column(entropy), scores: () => column(() => 0) };
    return Object.fromEntries(want.map((name) => [name, outputs[name]()]));
  }

  accumulate = cannotTrain;
  step = cannotTrain;
  freeze = (): Promise<Policy> => Promise.resolve(this);

  private completion({ prompt, temperature, maxTokens, random }: GenerationRequest, sample: number): Omit<Completion, "request"> {
    const [tokens, logprobs]: [number[], number[]] = [[], []];
    while (tokens.length < maxTokens && tokens.at(-1) !== this.tokenizer.endToken) {
      const distribution = this.logprobs(tokens.at(-1) ?? prompt[prompt.length - 1], temperature);
      let rest = random.uniform(sample, tokens.length);
      const token = distribution.findIndex((logprob) => (rest -= Math.exp(logprob)) < 0);
      tokens.push(token < 0 ? this.tokenizer.endToken : token);
      logprobs.push(distribution[tokens[tokens.length - 1]]);
    }
    const stop = tokens.at(-1) === this.tokenizer.endToken ? "end" : "length";
    const own = { logprobs: Float32Array.from(logprobs), sampledLogprobs: Float32Array.from(logprobs) };
    return { sample, tokens: Int32Array.from(tokens), ...own, stop, version: this.version };
  }

  /** Log-probabilities of the token after `before`, [V]. Padding is impossible. */
  private logprobs(before: number, temperature: number): Float64Array {
    const { vocabularySize, padToken } = this.tokenizer;
    const logits = Float64Array.from({ length: vocabularySize }, (_, token) => (token === padToken ? -Infinity : TABLE.normal(before, token) / temperature));
    const normaliser = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    return logits.map((logit) => logit - normaliser);
  }
}

const TABLE = randomStream(1).at("chain policy");

function entropy(logprobs: Float64Array): number {
  return -logprobs.reduce((sum, logprob) => (logprob === -Infinity ? sum : sum + Math.exp(logprob) * logprob), 0);
}

function cannotTrain(): Promise<never> {
  return Promise.reject(new RangeError("this policy only generates and scores"));
}

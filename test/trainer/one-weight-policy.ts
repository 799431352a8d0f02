import {
  cotangents,
  type Batch,
  type Completion,
  type GenerationRequest,
  type Loss,
  type Metrics,
  type OutputName,
  type Outputs,
  type Policy,
  type Scorer,
  type Snapshot,
} from "@lode/core";

/** A policy that is one weight w: every token has the log-probability w - 2. It samples by its weight and its requests' streams, and trains by plain descent. */
export class OneWeightPolicy implements Policy {
  version = 0;
  weight = 0;
  private published = 0;
  private gradient = 0;

  constructor(private readonly log: (call: string) => void) {}

  async score(batch: Batch, want: readonly OutputName[]): Promise<Outputs> {
    this.log(`policy.score ${want.join()} ${batch.rows}`);
    return outputsAt(this.weight, batch);
  }

  async accumulate(batch: Batch, loss: Loss): Promise<Metrics> {
    this.log(`policy.accumulate ${batch.rows}`);
    const found = await cotangents(loss, outputsAt(this.weight, batch), batch);
    for (const value of found.gradients.logprobs ?? []) this.gradient += value;
    return { ...found.metrics, loss: found.loss };
  }

  async step(): Promise<Metrics> {
    this.log("policy.step");
    const gradientNorm = Math.abs(this.gradient);
    this.weight -= 0.1 * this.gradient;
    this.gradient = 0;
    return { gradientNorm, learningRate: 0.1 };
  }

  async freeze(): Promise<Scorer> {
    const { weight } = this;
    return {
      score: async (batch) => {
        this.log(`reference.score ${batch.rows}`);
        return outputsAt(weight, batch);
      },
    };
  }

  async publish(): Promise<void> {
    this.log("policy.publish");
    this.version += 1;
    this.published = this.weight;
  }

  async *generate(requests: readonly GenerationRequest[], signal: AbortSignal): AsyncGenerator<Completion> {
    this.log(`policy.generate ${requests.length}`);
    for (const [request, { samples, random }] of requests.entries()) {
      for (let sample = 0; sample < samples; sample++) {
        if (signal.aborted) return;
        const length = 1 + Math.floor(4 * random.uniform(sample, 0));
        const token = (place: number): number => 2 + (Math.floor(1000 * (random.uniform(sample, place) + Math.abs(this.published))) % 7);
        const tokens = Int32Array.from({ length }, (_, place) => (place === length - 1 ? 1 : token(place)));
        const logprobs = new Float32Array(length).fill(this.published - 2);
        yield { request, sample, tokens, logprobs, sampledLogprobs: logprobs, stop: "end", version: this.version };
      }
    }
  }

  async snapshot(): Promise<Snapshot> {
    return { tensors: { weight: { shape: [1], data: Float32Array.of(this.weight) } }, json: { exact: this.weight, version: this.version } };
  }

  async restore({ json }: Snapshot): Promise<void> {
    const { exact, version } = json as { exact: number; version: number };
    Object.assign(this, { weight: exact, published: exact, version });
  }
}

function outputsAt(weight: number, { action }: Batch): Outputs {
  return { logprobs: Float32Array.from(action, (value) => (value === 1 ? weight - 2 : 0)) };
}

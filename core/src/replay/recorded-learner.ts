import type { Batch, OutputName, Outputs } from "../contracts/batch.js";
import type { Learner } from "../contracts/learner.js";
import type { Metrics } from "../contracts/metrics.js";
import { cotangents, type Cotangents } from "../trainer/cotangents.js";
import { sumMetrics } from "../trainer/sum-metrics.js";

/** What losses gave on recorded outputs: their value, their metrics, and their gradient with respect to one output, [B,T]. */
export interface Learnt {
  readonly loss: number;
  readonly metrics: Metrics;
  readonly gradient: Float32Array;
}

/** A learner whose outputs are recorded, whatever its weights: it keeps what the losses that it is given say of them. */
export class RecordedLearner implements Learner {
  private readonly parts: { readonly batch: Batch; readonly learnt: Cotangents }[] = [];

  /** `outputs` by name, [B,T] of the whole batch; asked for when somebody wants them. */
  constructor(private readonly outputs: (name: OutputName) => Float32Array) {}

  score(batch: Batch, want: readonly OutputName[]): Promise<Outputs> {
    // Tokens are places in the whole batch, see `RecordedArrays.batch`.
    const of = (name: OutputName): Float32Array => {
      const recorded = this.outputs(name);
      return Float32Array.from(batch.tokens, (place, at) => (batch.action[at] === 1 ? recorded[place] : 0));
    };
    return Promise.resolve(Object.fromEntries(want.map((name) => [name, of(name)])));
  }

  async accumulate(batch: Batch, loss: Parameters<Learner["accumulate"]>[1]): Promise<Metrics> {
    const learnt = await cotangents(loss, await this.score(batch, loss.wants), batch);
    this.parts.push({ batch, learnt });
    return { ...learnt.metrics, loss: learnt.loss };
  }

  step(): Promise<Metrics> {
    return Promise.resolve({ gradientNorm: 0, learningRate: 0 });
  }

  freeze(): Promise<Learner> {
    return Promise.resolve(this);
  }

  /** All that was accumulated, put together, with the gradient of one output over the whole batch. Throws a RangeError if that was nothing. */
  learnt(output: OutputName, length: number): Learnt {
    if (this.parts.length === 0) throw new RangeError("the component trained nothing");
    const gradient = new Float32Array(length);
    for (const { batch, learnt } of this.parts)
      batch.tokens.forEach((place, at) => {
        if (batch.action[at] === 1) gradient[place] += learnt.gradients[output]?.[at] ?? 0;
      });
    return {
      loss: this.parts.reduce((sum, { learnt }) => sum + learnt.loss, 0),
      metrics: sumMetrics(this.parts.map(({ learnt }) => learnt.metrics)),
      gradient,
    };
  }
}

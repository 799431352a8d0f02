import type { Batch, Loss, Outputs } from "../contracts/batch.js";
import type { Snapshot } from "../contracts/component.js";
import type { Learner, Scorer } from "../contracts/learner.js";
import type { Metrics } from "../contracts/metrics.js";
import type { ScalarOptions } from "../contracts/policy.js";
import type { Progress } from "../contracts/progress.js";
import { learningRate } from "../math/learning-rate.js";
import { cotangents } from "../trainer/cotangents.js";
import { randomStream } from "../trainer/random-stream.js";

interface State {
  readonly weights: readonly number[];
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly steps: number;
}

/**
 * A scalar model that is linear: the score of a token is a weight of the token before it plus the mean of those tokens' second weights up to there.
 * It is trained by AdamW (Loshchilov and Hutter 2019) and does with its options what a policy's scalar model does.
 */
export class LinearScalarModel implements Learner {
  private state: State;
  private gradient: Float64Array;

  constructor(
    private readonly vocabularySize: number,
    private readonly options: ScalarOptions,
  ) {
    const zeros = Array.from({ length: 2 * vocabularySize }, () => 0);
    const random = randomStream(1).at(options.name);
    this.state = { weights: options.head === "zero" ? zeros : zeros.map((_, place) => random.normal(place)), first: zeros, second: zeros, steps: 0 };
    this.gradient = new Float64Array(zeros.length);
  }

  score(batch: Batch): Promise<Outputs> {
    return Promise.resolve({ scores: this.scores(batch, this.state.weights) });
  }

  async accumulate(batch: Batch, loss: Loss): Promise<Metrics> {
    const { gradients, metrics, loss: value } = await cotangents(loss, await this.score(batch), batch);
    this.visit(batch, (place, features) => {
      for (const [weight, feature] of features) this.gradient[weight] += (gradients.scores?.[place] ?? 0) * feature;
    });
    return { ...metrics, loss: value };
  }

  step(at: Progress): Promise<Metrics> {
    const { beta1, beta2, epsilon, gradientClip, weightDecay } = this.options.optimizer;
    const rate = learningRate(this.options.optimizer, at);
    const gradientNorm = Math.hypot(...this.gradient);
    const shrink = gradientClip > 0 && gradientNorm > gradientClip ? gradientClip / gradientNorm : 1;
    const gradient = this.gradient.map((slope) => slope * shrink);
    const steps = this.state.steps + 1;
    const first = this.state.first.map((moment, place) => beta1 * moment + (1 - beta1) * gradient[place]);
    const second = this.state.second.map((moment, place) => beta2 * moment + (1 - beta2) * gradient[place] ** 2);
    const weights = this.state.weights.map((weight, place) => {
      const scale = Math.sqrt(second[place] / (1 - beta2 ** steps)) + epsilon;
      return weight - rate * (first[place] / (1 - beta1 ** steps) / scale + weightDecay * weight);
    });
    this.state = { weights, first, second, steps };
    this.gradient = new Float64Array(this.gradient.length);
    return Promise.resolve({ gradientNorm, learningRate: rate });
  }

  freeze(): Promise<Scorer> {
    const { weights } = this.state;
    return Promise.resolve({ score: (batch) => Promise.resolve({ scores: this.scores(batch, weights) }) });
  }

  snapshot(): Promise<Snapshot> {
    return Promise.resolve({ json: this.state });
  }

  restore({ json }: Snapshot): Promise<void> {
    this.state = json as State;
    this.gradient = new Float64Array(this.gradient.length);
    return Promise.resolve();
  }

  private scores(batch: Batch, weights: readonly number[]): Float32Array {
    const scores = new Float32Array(batch.rows * batch.length);
    this.visit(batch, (place, features) => (scores[place] = features.reduce((sum, [weight, feature]) => sum + weights[weight] * feature, 0)));
    return scores;
  }

  /** Shows every action token's place with its features, as pairs of weight and value. */
  private visit(batch: Batch, see: (place: number, features: readonly (readonly [number, number])[]) => void): void {
    batch.action.forEach((action, place) => {
      if (action === 0) return;
      const before = batch.tokens.subarray(place - (place % batch.length), place);
      const means = Array.from(before, (token) => [this.vocabularySize + token, 1 / before.length] as const);
      see(place, [[before[before.length - 1], 1], ...means]);
    });
  }
}

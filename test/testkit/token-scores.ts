import {
  cotangents,
  randomStream,
  type Batch,
  type Learner,
  type Loss,
  type Metrics,
  type Outputs,
  type ScalarOptions,
  type Scorer,
  type Snapshot,
} from "@lode/core";

/** A scalar model for fakes: a token's score is a number of its own, which plain gradient descent changes. `offset` stands for the policy's weights. */
export class TokenScores implements Learner {
  private scores: number[];
  private gradient: number[];

  constructor(
    vocabularySize: number,
    { head, name }: ScalarOptions,
    private readonly offset: number,
  ) {
    const random = randomStream(1).at(name);
    this.scores = Array.from({ length: vocabularySize }, (_, token) => (head === "zero" ? 0 : offset + random.normal(token)));
    this.gradient = this.scores.map(() => 0);
  }

  async score(batch: Batch): Promise<Outputs> {
    return { scores: Float32Array.from(batch.action, (action, place) => (action === 1 ? this.scores[batch.tokens[place]] : 0)) };
  }

  async accumulate(batch: Batch, loss: Loss): Promise<Metrics> {
    const { gradients, loss: value } = await cotangents(loss, await this.score(batch), batch);
    gradients.scores?.forEach((slope, place) => (this.gradient[batch.tokens[place]] += slope));
    return { loss: value };
  }

  async step(): Promise<Metrics> {
    this.scores = this.scores.map((score, token) => score - 0.05 * this.gradient[token]);
    const gradientNorm = Math.hypot(...this.gradient);
    this.gradient = this.scores.map(() => 0);
    return { gradientNorm, learningRate: 0.05 };
  }

  async freeze(): Promise<Scorer> {
    throw new RangeError(`nobody freezes this model, whose offset is ${this.offset}`);
  }

  async snapshot(): Promise<Snapshot> {
    return { json: [...this.scores] };
  }

  async restore({ json }: Snapshot): Promise<void> {
    this.scores = [...(json as number[])];
  }
}

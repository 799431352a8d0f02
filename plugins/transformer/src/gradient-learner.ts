import { UserError, learningRate, tensorBatch, tensorOutputs } from "@lode/core";
import type { Batch, Learner, Loss, Metrics, OptimizerOptions, OutputName, Outputs, Progress, Scorer, Snapshot, TensorData } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { adamw, type Moments } from "./adamw.js";
import { flatten, unflatten } from "./flat-tensors.js";
import { FrozenScorer } from "./frozen-scorer.js";
import { held } from "./held.js";
import type { Model } from "./model.js";
import { scoreRows } from "./score-rows.js";
import { weightsFromSnapshot } from "./weights-from-snapshot.js";
import type { Weights } from "./weights.js";

const FIRST_MOMENT = "optimizer.first_moment";
const SECOND_MOMENT = "optimizer.second_moment";

/** Trains a model's weights by AdamW. It owns the weights that it is given. */
export class GradientLearner implements Learner {
  private readonly names: readonly string[];
  private readonly shapes: readonly (readonly number[])[];
  private readonly decays: tf.Tensor1D;
  private tensors: readonly tf.Tensor[];
  private moments: Moments;
  private gradient: tf.Tensor1D | undefined;

  constructor(
    private readonly model: Model,
    weights: Weights,
    private readonly optimizer: OptimizerOptions,
    /** For people, in messages: "policy transformer". */
    private readonly component: string,
  ) {
    this.names = Object.keys(weights);
    this.tensors = Object.values(weights);
    this.shapes = this.tensors.map((tensor) => tensor.shape);
    this.decays = tf.tidy(() => flatten(this.tensors.map((tensor) => (tensor.rank > 1 ? tf.onesLike(tensor) : tf.zerosLike(tensor)))));
    this.moments = { first: tf.zerosLike(this.decays), second: tf.zerosLike(this.decays), steps: 0 };
  }

  /** As they are now; disposed by the next step. */
  get weights(): Weights {
    return Object.fromEntries(this.names.map((name, index) => [name, this.tensors[index]]));
  }

  score(batch: Batch, want: readonly OutputName[]): Promise<Outputs> {
    return scoreRows(this.model, this.weights, batch, want);
  }

  freeze(): Promise<Scorer> {
    return Promise.resolve(new FrozenScorer(this.model, this.weights));
  }

  async accumulate(batch: Batch, loss: Loss): Promise<Metrics> {
    let names: readonly string[] = [];
    const [gradient, report] = tf.tidy(() => {
      const columns = tensorBatch(batch, loss.needs, loss.accepts);
      let numbers: tf.Tensor1D | undefined;
      const differentiate = tf.grads((...tensors: tf.Tensor[]) => {
        const weights = Object.fromEntries(this.names.map((name, index) => [name, tensors[index]]));
        const outputs = this.model.outputs(weights, batch, loss.wants);
        const value = loss.compute(tensorOutputs(loss.wants, outputs, outputs.map(held)), columns);
        names = ["loss", ...Object.keys(value.metrics)];
        numbers = tf.keep(tf.stack([value.loss, ...Object.values(value.metrics)]) as tf.Tensor1D);
        return value.loss;
      });
      const added = flatten(differentiate([...this.tensors]));
      return [this.gradient === undefined ? added : this.gradient.add<tf.Tensor1D>(added), numbers as unknown as tf.Tensor1D];
    });
    this.gradient?.dispose();
    this.gradient = gradient;
    const numbers = await report.data();
    report.dispose();
    return Object.fromEntries(names.map((name, index) => [name, numbers[index]]));
  }

  async step(at: Progress): Promise<Metrics> {
    const gradient = this.gradient;
    if (gradient === undefined) throw new RangeError("a step needs a gradient: call accumulate first");
    this.gradient = undefined;
    const square = tf.tidy(() => gradient.square().sum());
    const gradientNorm = Math.sqrt((await square.data())[0]);
    square.dispose();
    const rate = learningRate(this.optimizer, at);
    try {
      if (!Number.isFinite(gradientNorm)) throw this.notFinite(gradientNorm, at);
      this.update(gradient, rate, gradientNorm);
    } finally {
      gradient.dispose();
    }
    return { gradientNorm, learningRate: rate };
  }

  async snapshot(): Promise<Snapshot> {
    const { first, second, steps } = this.moments;
    const all: [string, tf.Tensor][] = [...Object.entries(this.weights), [FIRST_MOMENT, first], [SECOND_MOMENT, second]];
    const tensors = await Promise.all(all.map(async ([name, tensor]) => [name, await tensorData(tensor)] as const));
    return { tensors: Object.fromEntries(tensors), json: { optimizerSteps: steps } };
  }

  restore(snapshot: Snapshot): Promise<void> {
    this.load(snapshot, "the checkpoint");
    const moments = weightsFromSnapshot(snapshot, { [FIRST_MOMENT]: this.decays.shape, [SECOND_MOMENT]: this.decays.shape }, "the checkpoint");
    tf.dispose([this.moments.first, this.moments.second]);
    const { optimizerSteps } = snapshot.json as { optimizerSteps: number };
    this.moments = { first: moments[FIRST_MOMENT] as tf.Tensor1D, second: moments[SECOND_MOMENT] as tf.Tensor1D, steps: optimizerSteps };
    return Promise.resolve();
  }

  /** Takes over the weights alone. */
  load(snapshot: Snapshot, source: string): void {
    const shapes = Object.fromEntries(this.names.map((name, index) => [name, this.shapes[index]]));
    this.replace(Object.values(weightsFromSnapshot(snapshot, shapes, source)));
  }

  dispose(): void {
    tf.dispose([...this.tensors, this.decays, this.moments.first, this.moments.second]);
    this.gradient?.dispose();
  }

  private update(gradient: tf.Tensor1D, rate: number, gradientNorm: number): void {
    const { gradientClip } = this.optimizer;
    const { moments, decays, optimizer: options } = this;
    const next = tf.tidy(() => {
      const clipped = gradientClip > 0 && gradientNorm > gradientClip ? gradient.mul<tf.Tensor1D>(gradientClip / gradientNorm) : gradient;
      const stepped = adamw({ weights: flatten(this.tensors), gradient: clipped, moments, decays, learningRate: rate, options });
      return { tensors: unflatten(stepped.weights, this.shapes), first: stepped.moments.first, second: stepped.moments.second };
    });
    tf.dispose([moments.first, moments.second]);
    this.moments = { first: next.first, second: next.second, steps: moments.steps + 1 };
    this.replace(next.tensors);
  }

  private replace(tensors: readonly tf.Tensor[]): void {
    tf.dispose([...this.tensors]);
    this.tensors = tensors;
  }

  private notFinite(gradientNorm: number, { step }: Progress): UserError {
    return new UserError("NUMBER_NOT_FINITE", `The norm of the gradient is ${gradientNorm}; no weight was changed.`, {
      place: { component: `${this.component}, step ${step}` },
      remedy: "Lower the learning rate, or look for a loss or column that is not finite.",
    });
  }
}

async function tensorData(tensor: tf.Tensor): Promise<TensorData> {
  return { shape: [...tensor.shape], data: (await tensor.data()) as Float32Array };
}

import { UserError, compiled, learningRate, tensorBatch, tensorOutputs } from "@lode/core";
import type { Batch, Learner, Loss, Metrics, OptimizerOptions, OutputName, Outputs, Progress, Scorer, Snapshot, TensorFunction } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { adamwRates, type Moments } from "./adamw.js";
import { FrozenScorer } from "./frozen-scorer.js";
import { held } from "./held.js";
import { joined } from "./joined.js";
import type { Model } from "./model.js";
import { namedTensors } from "./named-tensors.js";
import { optimizerStep } from "./optimizer-step.js";
import { scoreRows } from "./score-rows.js";
import { weightsFromSnapshot } from "./weights-from-snapshot.js";

const FIRST_MOMENT = "optimizer.first_moment";
/** Gradients of more numbers are too long for several of them to wait for their sum. */
const MOST_SIDE_BY_SIDE = 2 * 1024 * 1024;
const SECOND_MOMENT = "optimizer.second_moment";

/** Trains a model's weights, all of them in one vector [N], by AdamW. It owns the vector that it is given. */
export class GradientLearner implements Learner {
  private readonly decays: tf.Tensor1D;
  private readonly update: TensorFunction;
  private flat: tf.Tensor1D;
  private moments: Moments;
  private steps = 0;
  private gradient: tf.Tensor1D | undefined;
  /** Of the last call of `accumulate`. */
  private ended: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly model: Model,
    weights: tf.Tensor1D,
    private readonly optimizer: OptimizerOptions,
    /** For people, in messages: "policy transformer". */
    private readonly component: string,
  ) {
    this.flat = weights;
    this.decays = tf.tensor1d(decaysOf(model.shapes));
    this.moments = { first: tf.zerosLike(weights), second: tf.zerosLike(weights) };
    this.update = compiled(optimizerStep(optimizer));
  }

  /** As they are now, [N]; disposed by the next step. */
  get weights(): tf.Tensor1D {
    return this.flat;
  }

  score(batch: Batch, want: readonly OutputName[]): Promise<Outputs> {
    return scoreRows(this.model, this.flat, batch, want);
  }

  freeze(): Promise<Scorer> {
    return Promise.resolve(new FrozenScorer(this.model, this.flat));
  }

  accumulate(batch: Batch, loss: Loss): Promise<Metrics> {
    const added = this.flat.size > MOST_SIDE_BY_SIDE ? this.ended.then(() => this.add(batch, loss)) : this.add(batch, loss);
    this.ended = added.catch(() => undefined);
    return added;
  }

  async step(at: Progress): Promise<Metrics> {
    const gradient = this.gradient;
    if (gradient === undefined) throw new RangeError("a step needs a gradient: call accumulate first");
    this.gradient = undefined;
    const { first, second } = this.moments;
    const rate = learningRate(this.optimizer, at);
    const [weights, nextFirst, nextSecond, norm] = tf.tidy(() =>
      this.update(this.flat, gradient, first, second, this.decays, tf.tensor1d(adamwRates(rate, this.steps + 1, this.optimizer))),
    ) as tf.Tensor1D[];
    const [gradientNorm] = await norm.data();
    tf.dispose([norm, gradient]);
    if (!Number.isFinite(gradientNorm)) {
      tf.dispose([weights, nextFirst, nextSecond]);
      throw this.notFinite(gradientNorm, at);
    }
    this.replace(weights, { first: nextFirst, second: nextSecond });
    this.steps++;
    return { gradientNorm, learningRate: rate };
  }

  async snapshot(): Promise<Snapshot> {
    const [weights, first, second] = (await Promise.all([this.flat.data(), this.moments.first.data(), this.moments.second.data()])) as Float32Array[];
    const shape = this.flat.shape;
    const tensors = { ...namedTensors(weights, this.model.shapes), [FIRST_MOMENT]: { shape, data: first }, [SECOND_MOMENT]: { shape, data: second } };
    return { tensors, json: { optimizerSteps: this.steps } };
  }

  restore(snapshot: Snapshot): Promise<void> {
    const source = "the checkpoint";
    const [weights, first, second] = [this.model.shapes, { [FIRST_MOMENT]: this.flat.shape }, { [SECOND_MOMENT]: this.flat.shape }].map((shapes) =>
      tf.tensor1d(weightsFromSnapshot(snapshot, shapes, source)),
    );
    this.replace(weights, { first, second });
    this.steps = (snapshot.json as { optimizerSteps: number }).optimizerSteps;
    return Promise.resolve();
  }

  /** Takes over the weights alone. */
  load(snapshot: Snapshot, source: string): void {
    const weights = tf.tensor1d(weightsFromSnapshot(snapshot, this.model.shapes, source));
    this.flat.dispose();
    this.flat = weights;
  }

  dispose(): void {
    tf.dispose([this.flat, this.decays, this.moments.first, this.moments.second]);
    this.gradient?.dispose();
  }

  private async add(batch: Batch, loss: Loss): Promise<Metrics> {
    let names: readonly string[] = [];
    const [gradient, report] = tf.tidy(() => {
      const columns = tensorBatch(batch, loss.needs, loss.accepts);
      let numbers: tf.Tensor1D | undefined;
      const differentiate = tf.grad((weights) => {
        const outputs = this.model.outputs(weights as tf.Tensor1D, batch, loss.wants);
        const value = loss.compute(tensorOutputs(loss.wants, outputs, outputs.map(held)), columns);
        names = ["loss", ...Object.keys(value.metrics)];
        numbers = tf.keep(tf.stack([value.loss, ...Object.values(value.metrics)]) as tf.Tensor1D);
        return value.loss;
      });
      const added = differentiate(this.flat) as tf.Tensor1D;
      return [this.gradient === undefined ? added : this.gradient.add<tf.Tensor1D>(added), numbers as unknown as tf.Tensor1D];
    });
    this.gradient?.dispose();
    this.gradient = gradient;
    const numbers = await report.data();
    report.dispose();
    return Object.fromEntries(names.map((name, index) => [name, numbers[index]]));
  }

  private replace(weights: tf.Tensor1D, moments: Moments): void {
    tf.dispose([this.flat, this.moments.first, this.moments.second]);
    this.flat = weights;
    this.moments = moments;
  }

  private notFinite(gradientNorm: number, { step }: Progress): UserError {
    return new UserError("NUMBER_NOT_FINITE", `The norm of the gradient is ${gradientNorm}; no weight was changed.`, {
      place: { component: `${this.component}, step ${step}` },
      remedy: "Lower the learning rate, or look for a loss or column that is not finite.",
    });
  }
}

/** 1 for the numbers of matrices, 0 for those of norms, [N]. */
function decaysOf(shapes: Model["shapes"]): Float32Array {
  return joined(Object.values(shapes).map((shape) => new Float32Array(shape.reduce((product, length) => product * length, 1)).fill(shape.length > 1 ? 1 : 0)));
}

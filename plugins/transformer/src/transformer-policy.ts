import { Options, Policy, RandomStream, Tokenizer, inject, injectable } from "@lode/core";
import type { Batch, Completion, GenerationRequest, Learner, Loss, Metrics, OutputName, Outputs, Progress, ScalarOptions, Scorer, Snapshot } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { architecture, type Architecture } from "./architecture.js";
import { decoderFunctions, type DecoderFunctions } from "./decoder-functions.js";
import { generate } from "./generate.js";
import { GradientLearner } from "./gradient-learner.js";
import { initialWeights, normalNumbers } from "./initial-weights.js";
import { languageModel } from "./language-model.js";
import { scalarModel } from "./scalar-model.js";
import type { TransformerOptions } from "./transformer-options.js";
import { unflatten } from "./weights.js";

/** A small decoder-only transformer, trained and sampled in this process. */
@injectable()
export class TransformerPolicy implements Policy {
  private readonly architecture: Architecture;
  private readonly functions: DecoderFunctions;
  private readonly learner: GradientLearner;
  private published: readonly tf.Tensor[];
  private publishCalls = 0;

  constructor(
    @inject(Options) private readonly options: TransformerOptions,
    @inject(Tokenizer) private readonly tokenizer: Tokenizer,
    @inject(RandomStream) private readonly random: RandomStream,
  ) {
    this.architecture = architecture(options, tokenizer.vocabularySize);
    this.functions = decoderFunctions(this.architecture);
    const weights = tf.tensor1d(initialWeights(this.architecture, random));
    this.learner = new GradientLearner(languageModel(this.architecture), weights, options.optimizer, "policy transformer");
    this.published = this.presentWeights();
  }

  get version(): number {
    return this.publishCalls;
  }

  async start(): Promise<void> {
    const { initial } = this.options;
    if (initial === undefined) return;
    this.learner.load(await initial.load(), initial.description);
    this.usePresentWeights();
  }

  score(batch: Batch, want: readonly OutputName[]): Promise<Outputs> {
    return this.learner.score(batch, want);
  }

  accumulate(batch: Batch, loss: Loss): Promise<Metrics> {
    return this.learner.accumulate(batch, loss);
  }

  step(at: Progress): Promise<Metrics> {
    return this.learner.step(at);
  }

  freeze(): Promise<Scorer> {
    return this.learner.freeze();
  }

  publish(): Promise<void> {
    this.publishCalls++;
    this.usePresentWeights();
    return Promise.resolve();
  }

  generate(requests: readonly GenerationRequest[], signal: AbortSignal): AsyncIterable<Completion> {
    const { architecture, functions, published: weights, tokenizer, version } = this;
    return generate({ architecture, functions, weights, endToken: tokenizer.endToken, version }, requests, signal);
  }

  scalarModel({ head, name, optimizer }: ScalarOptions): Promise<Learner> {
    const { width } = this.architecture;
    const score = head === "zero" ? new Float32Array(width) : normalNumbers(width, 1 / Math.sqrt(width), this.random.at(name, "score.weight"));
    const weights = tf.tidy(() => tf.concat1d([this.learner.weights, tf.tensor1d(score)]));
    return Promise.resolve(new GradientLearner(scalarModel(this.architecture), weights, optimizer, `scalar model ${name}`));
  }

  async snapshot(): Promise<Snapshot> {
    const { tensors, json } = await this.learner.snapshot();
    return { tensors, json: { ...(json as object), version: this.publishCalls } };
  }

  async restore(snapshot: Snapshot): Promise<void> {
    await this.learner.restore(snapshot);
    this.publishCalls = (snapshot.json as { version: number }).version;
    this.usePresentWeights();
  }

  dispose(): void {
    this.learner.dispose();
    tf.dispose([...this.published]);
  }

  private usePresentWeights(): void {
    tf.dispose([...this.published]);
    this.published = this.presentWeights();
  }

  private presentWeights(): readonly tf.Tensor[] {
    return tf.tidy(() => unflatten(this.learner.weights, this.architecture));
  }
}

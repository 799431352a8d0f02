import {
  accumulateBatch,
  aggregationOptions,
  inject,
  injectable,
  Options,
  optimizerOptions,
  Policy,
  Type,
  UserError,
  type Batch,
  type Learner,
  type Metrics,
  type Progress,
  type Snapshot,
  type Static,
  type ValueModel,
} from "@lode/core";
import { criticLoss } from "./critic-loss.js";
import { explainedVariance } from "./explained-variance.js";

export const criticOptions = aggregationOptions("token-mean", {
  clip: Type.Number({ exclusiveMinimum: 0, default: 0.2, description: "Largest change of a value from the one at collection that still lowers the loss." }),
  optimizer: optimizerOptions({ learningRate: 1e-3 }),
});

/** A critic of the policy's architecture that starts from the policy's weights, with a head of zeros. */
@injectable()
export class CriticModel implements ValueModel {
  private model?: Learner;

  constructor(
    @inject(Policy) private readonly policy: Policy,
    @inject(Options) private readonly options: Static<typeof criticOptions>,
  ) {}

  async start(): Promise<void> {
    if (!this.policy.scalarModel) {
      throw new UserError("CAPABILITY_UNMET", "the policy cannot make the scalar model that a critic is", {
        place: { component: "value model critic" },
        remedy: "Use a policy that gives policy.scalar-model, or set valueModel to null.",
      });
    }
    this.model = await this.policy.scalarModel({ head: "zero", optimizer: this.options.optimizer, name: "critic" });
  }

  async values(batch: Batch): Promise<Float32Array> {
    const { scores } = await this.started.score(batch, ["scores"]);
    if (scores === undefined) throw new RangeError("the scalar model gave no scores");
    return scores;
  }

  async learn(batch: Batch, at: Progress): Promise<Metrics> {
    const losses = await accumulateBatch(this.started, batch, criticLoss(batch, this.options));
    const update = await this.started.step(at);
    return { ...losses, ...update, explainedVariance: explainedVariance(batch) };
  }

  async snapshot(): Promise<Snapshot> {
    return (await this.started.snapshot?.()) ?? {};
  }

  async restore(snapshot: Snapshot): Promise<void> {
    await this.started.restore?.(snapshot);
  }

  async dispose(): Promise<void> {
    await this.model?.dispose?.();
  }

  private get started(): Learner {
    if (!this.model) throw new RangeError("the critic was used before start()");
    return this.model;
  }
}

import { cotangents, type Batch, type Cotangents, type Learner, type Metrics, type Policy, type Progress, type ScalarOptions, type Scorer } from "@lode/core";

/** A policy whose scalar model gives `scores`, whatever the weights, and keeps what it is asked and what losses it is given. */
export class ScriptedPolicy {
  readonly asked: ScalarOptions[] = [];
  readonly learnt: Cotangents[] = [];
  readonly steps: Progress[] = [];
  readonly restored: unknown[] = [];
  disposed = 0;

  constructor(private readonly scores: Float32Array) {}

  /** As components take it; they use nothing but `scalarModel`. */
  asPolicy(): Policy {
    return { scalarModel: (options: ScalarOptions) => Promise.resolve(this.learner(options)) } as unknown as Policy;
  }

  private learner(options: ScalarOptions): Learner {
    this.asked.push(options);
    return {
      score: () => Promise.resolve({ scores: this.scores }),
      accumulate: async (batch: Batch, loss): Promise<Metrics> => {
        const found = await cotangents(loss, { scores: this.scores }, batch);
        this.learnt.push(found);
        return { ...found.metrics, loss: found.loss };
      },
      step: (at) => {
        this.steps.push(at);
        return Promise.resolve({ gradientNorm: 2, learningRate: 0.5 });
      },
      freeze: (): Promise<Scorer> => Promise.reject(new Error("nobody freezes a scalar model")),
      snapshot: () => Promise.resolve({ json: "scalar model" }),
      restore: (snapshot) => {
        this.restored.push(snapshot);
        return Promise.resolve();
      },
      dispose: () => {
        this.disposed++;
      },
    };
  }
}

import { LISTED, type Fragment } from "./proof.js";

/** A rate that moves weights far in few steps, so that other options show. */
export const OPTIMIZER: Fragment = { learningRate: 0.05, gradientClip: 0 };

/** Of the nested options `optimizer`; weights are to be observed after the last of `STEPS` steps. */
export const optimizer = {
  "optimizer.learningRate": { low: 0.01, high: 0.05 },
  "optimizer.schedule": LISTED,
  "optimizer.finalFraction": { low: 0.1, high: 0.5 },
  "optimizer.warmupSteps": { low: 0, high: 2 },
  "optimizer.gradientClip": { low: 0.01, high: 1e6, given: { optimizer: { learningRate: 0.05, epsilon: 1e-3 } } },
  "optimizer.weightDecay": { low: 0.01, high: 0.2 },
  "optimizer.beta1": { low: 0.5, high: 0.9 },
  "optimizer.beta2": { low: 0.5, high: 0.99 },
  "optimizer.epsilon": { low: 1e-8, high: 0.1 },
} as const;

export const STEPS = [1, 2].map((step) => ({ step, of: 2 }));

/** Options of AdamW as recipes write them; the schema is `optimizerOptions`. */
export interface OptimizerOptions {
  readonly learningRate: number;
  /** "cosine" falls from the learning rate to `finalFraction` of it; "constant" stays. Both after the warm-up. */
  readonly schedule: "constant" | "cosine";
  /** Of the learning rate, at the last step of a cosine schedule. */
  readonly finalFraction?: number;
  /** Steps over which the rate rises linearly. */
  readonly warmupSteps: number;
  /** Largest L2 norm of the whole gradient; 0 does not clip. */
  readonly gradientClip: number;
  /** Decoupled; matrices only. */
  readonly weightDecay: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

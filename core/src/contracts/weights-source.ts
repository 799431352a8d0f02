import type { Snapshot } from "./component.js";

/** Trained weights that a policy may start from: what a policy's `snapshot` gave in another run. */
export interface WeightsSource {
  /** For people: a path or a recipe's name. */
  readonly description: string;
  load(): Promise<Snapshot>;
}

import type { Component } from "./component.js";
import type { Draw } from "./problem.js";
import type { Group } from "./rollout.js";
import { contract } from "./contract.js";

/** Turns problems into groups of rollouts. */
export interface Sampler extends Component {
  /** At which log-probabilities are meant, in sampling and training; 1 when absent. */
  readonly temperature?: number;
  /**
   * Takes from `draws` as many problems as it needs and yields `groups` groups, fewer only when the draws end, `signal` aborts, or a limit among its options is reached.
   * A sampler that judges its groups itself sets their verdicts. The trainer records how many draws were taken, so a sampler must not
   * take draws that it does not use up within the call.
   */
  sample(draws: AsyncIterator<Draw>, groups: number, signal: AbortSignal): AsyncIterable<Group>;
}

export const Sampler = contract<Sampler>("Sampler");

import { contract } from "./contract.js";

/**
 * Random numbers without state: a number depends on the stream's key and on the coordinates asked for, on nothing else.
 * So neither order nor company matters, and there is nothing to save in a checkpoint.
 */
export interface RandomStream {
  /** Uniform in [0,1) at these coordinates (integers from 0). */
  uniform(...coordinates: readonly number[]): number;
  /** Standard normal at these coordinates. */
  normal(...coordinates: readonly number[]): number;
  /** An independent stream, named by a word or by a number. */
  at(...key: readonly (string | number)[]): RandomStream;
}

/** Injected into components: keyed by the run's seed and the component's place in the recipe. */
export const RandomStream = contract<RandomStream>("RandomStream");

import { contract } from "./contract.js";

/** A TensorFlow.js backend. tfjs is global in a process, so there is one engine a process. */
export interface Engine {
  readonly name: string;
  /** Loads the backend and makes it tfjs's. Throws where it cannot run here; the reason is shown by `lode doctor`. */
  load(): Promise<void>;
}

export const Engine = contract<Engine>("Engine");

import { contract } from "./contract.js";

/** What an engine says of itself once it has loaded. */
export interface EngineReport {
  /** The library that computes, with its version: "TensorFlow.js 4.22.0, WebAssembly". */
  readonly library: string;
  /** Threads that it computes with; null where the library chooses. */
  readonly threads: number | null;
}

/** A TensorFlow.js backend. tfjs is global in a process, so there is one engine a process. */
export interface Engine {
  readonly name: string;
  /** Schema of what a recipe may set for it, made with `options`; absent: nothing. */
  readonly options?: object;
  /** Loads the backend and makes it tfjs's, with valid and complete options. Throws where it cannot run here; the reason is shown by `lode doctor`. */
  load(options?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Called after `load`, for `lode doctor`. */
  report?(): EngineReport;
}

export const Engine = contract<Engine>("Engine");

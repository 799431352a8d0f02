import type { Attempt, Verifier } from "../../contracts/verifier.js";
import type { Subject } from "../with-component.js";

/** A completion to be judged. */
export interface VerifierExample {
  /** The gold answer. */
  readonly answer: string;
  /** The completion. */
  readonly text: string;
  readonly prompt?: Attempt["problem"]["prompt"];
}

export interface VerifierSubject extends Subject<Verifier> {
  /** Completions that state their gold answer, as the verifier wants it stated. At least one. */
  readonly correct: readonly VerifierExample[];
  /** Completions that do not. At least one. */
  readonly incorrect: readonly VerifierExample[];
  /** Seconds within which hostile completions must be judged, and a call that was aborted must end; 10 when left out. */
  readonly deadlineSeconds?: number;
}
